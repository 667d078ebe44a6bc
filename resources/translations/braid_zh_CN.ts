<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Sliders</name>
    <message>
        <source>%1 cannot stand between quotes</source>
        <translation>%1 不能放在引号之间</translation>
    </message>
    <message>
        <source>%1 gets no slider: %2</source>
        <translation>%1 没有滑块：%2</translation>
    </message>
    <message>
        <source>%1 is no number</source>
        <translation>%1 不是数</translation>
    </message>
    <message>
        <source>%1..%2 is no range</source>
        <translation>%1..%2 不是范围</translation>
    </message>
    <message>
        <source>a time is not below 0</source>
        <translation>时间不能小于 0</translation>
    </message>
    <message>
        <source>its value is no number</source>
        <translation>其值不是数</translation>
    </message>
    <message>
        <source>its value is whole, the range %1..%2 is not</source>
        <translation>其值为整数，范围 %1..%2 却不是</translation>
    </message>
    <message>
        <source>its value, %1, is none of %2</source>
        <translation>其值 %1 不在 %2 之中</translation>
    </message>
    <message>
        <source>its value, %1, is not within %2..%3</source>
        <translation>其值 %1 不在 %2..%3 之内</translation>
    </message>
    <message>
        <source>the range %1..%2 ends before it begins</source>
        <translation>范围 %1..%2 的终点在起点之前</translation>
    </message>
    <message>
        <source>the range %1..%2 is too large</source>
        <translation>范围 %1..%2 过大</translation>
    </message>
    <message>
        <source>the step %1 does not fit the range</source>
        <translation>步长 %1 与范围不合</translation>
    </message>
    <message>
        <source>the value is in %1, the range in %2</source>
        <translation>值的单位是 %1，范围的单位是 %2</translation>
    </message>
    <message>
        <source>there are %1 sliders already</source>
        <translation>已有 %1 个滑块</translation>
    </message>
    <message>
        <source>there is a slider of that name already</source>
        <translation>已有同名的滑块</translation>
    </message>
    <message>
        <source>no slider here: “%1” has more in it than a range, a unit, a step and words behind a colon</source>
        <translation>这里没有滑块：“%1”中除了范围、单位、步长和冒号后的文字还有别的内容</translation>
    </message>
    <message>
        <source>no slider here: before a range stands one name with one number, as threads = 5</source>
        <translation>这里没有滑块：范围前面应是一个名字和一个数，如 threads = 5</translation>
    </message>
</context>
<context>
    <name>Templates</name>
    <message>
        <source>C++: a condition variable</source>
        <translation>C++：条件变量</translation>
    </message>
    <message>
        <source>C++: two threads and a mutex</source>
        <translation>C++：两个线程和一个互斥锁</translation>
    </message>
    <message>
        <source>C: pthreads and a mutex</source>
        <translation>C：pthreads 与互斥锁</translation>
    </message>
    <message>
        <source>Python: processes and a pool</source>
        <translation>Python：进程与进程池</translation>
    </message>
    <message>
        <source>Python: producer and consumer with a queue</source>
        <translation>Python：生产者、消费者与队列</translation>
    </message>
    <message>
        <source>Python: tasks of asyncio</source>
        <translation>Python：asyncio 的任务</translation>
    </message>
    <message>
        <source>Python: two threads and two locks</source>
        <translation>Python：两个线程和两把锁</translation>
    </message>
</context>
<context>
    <name>braid::editor::ProgramBuild</name>
    <message>
        <source>%1 is no program in Python, C or C++</source>
        <translation>%1 不是 Python、C 或 C++ 程序</translation>
    </message>
    <message>
        <source>it could not be compiled</source>
        <translation>无法编译</translation>
    </message>
    <message>
        <source>the compiler did not come to an end</source>
        <translation>编译器没有正常结束</translation>
    </message>
    <message>
        <source>the compiler&apos;s options are not whole: a quote is open</source>
        <translation>编译器选项不完整：有引号没有闭合</translation>
    </message>
    <message>
        <source>there is no compiler %1 in the search path: on Debian the package %2 has it</source>
        <translation>搜索路径中没有编译器 %1：在 Debian 上由软件包 %2 提供</translation>
    </message>
    <message>
        <source>there is no room for the compiled program</source>
        <translation>没有空间存放编译出的程序</translation>
    </message>
    <message>
        <source>there is no room for the program with its values</source>
        <translation>没有空间存放带有这些值的程序</translation>
    </message>
    <message>
        <source>it describes a scenario, and Braid&apos;s headers and library, which belong beside its program, are not there</source>
        <translation>它描述的是一个场景，而应在 Braid 程序旁边的头文件和库不在那里</translation>
    </message>
    <message>
        <source>its description could not be read: what describes it ends with an error, or says what no scenario can be</source>
        <translation>读不到它的描述：描述它的函数出错结束，或描述的内容不是任何场景可以有的</translation>
    </message>
</context>
<context>
    <name>braid::views::CodeEditor</name>
    <message>
        <source>Text of the program</source>
        <translation>程序文本</translation>
    </message>
</context>
<context>
    <name>braid::views::EditorPane</name>
    <message>
        <source>%1 (changed)</source>
        <translation>%1（已修改）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Messages of the compiler or the interpreter</source>
        <translation>编译器或解释器的消息</translation>
    </message>
    <message>
        <source>More to do with the program</source>
        <translation>程序的更多操作</translation>
    </message>
    <message>
        <source>New program…</source>
        <translation>新建程序…</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Open a program…</source>
        <translation>打开程序…</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Save the program</source>
        <translation>保存程序</translation>
    </message>
    <message>
        <source>Save the program  (%1)</source>
        <translation>保存程序  (%1)</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Write a program here, press Run, and watch it. It is kept among your documents, and nothing runs before you press Run. A value with a range behind it, as threads = 5  # 1..50, becomes a slider.</source>
        <translation>在这里写程序，按“运行”，然后观看。程序保存在您的文档中，按“运行”之前什么都不会运行。值后面写上范围，如 threads = 5  # 1..50，就成为滑块。</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>Go to a line</source>
        <translation>转到某行</translation>
    </message>
    <message>
        <source>Line (1 to %1)</source>
        <translation>行号（1 到 %1）</translation>
    </message>
    <message>
        <source>The tabulator goes on to the next part of the window; Ctrl+M makes it indent again.</source>
        <translation>Tab 键转到窗口的下一部分；按 Ctrl+M 使它重新用于缩进。</translation>
    </message>
    <message>
        <source>The tabulator indents; Ctrl+M makes it go on to the next part of the window.</source>
        <translation>Tab 键用于缩进；按 Ctrl+M 使它转到窗口的下一部分。</translation>
    </message>
    <message>
        <source>Open programs</source>
        <translation>打开的程序</translation>
    </message>
    <message>
        <source>Load it</source>
        <translation>载入它</translation>
    </message>
    <message>
        <source>Keep this text</source>
        <translation>保留这里的文本</translation>
    </message>
</context>
<context>
    <name>braid::views::EditorTools</name>
    <message>
        <source>Being compiled…</source>
        <translation>正在编译…</translation>
    </message>
    <message>
        <source>Open a program</source>
        <translation>打开程序</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>The program could not be made.</source>
        <translation>无法新建程序。</translation>
    </message>
    <message>
        <source>The program could not be started.</source>
        <translation>无法启动程序。</translation>
    </message>
    <message>
        <source>The program was not started.</source>
        <translation>程序没有启动。</translation>
    </message>
    <message>
        <source>There is no copy of this scenario to be edited.</source>
        <translation>该场景没有可编辑的副本。</translation>
    </message>
    <message>
        <source>This is a copy of its program in Python: Run records it.</source>
        <translation>这是其 Python 程序的副本：“运行”会记录它。</translation>
    </message>
    <message>
        <source>This is a copy of its C++ program: Run compiles it with Braid&apos;s own locks and threads, and runs it as Braid&apos;s scenarios run.</source>
        <translation>这是其 C++ 程序的副本：“运行”用 Braid 自己的锁和线程编译它，并像 Braid 的场景那样运行。</translation>
    </message>
    <message>
        <source>None of this program&apos;s values is a slider by a range that stands behind it.</source>
        <translation>该程序没有一个值因后面写有范围而成为滑块。</translation>
    </message>
</context>
<context>
    <name>braid::views::LaneSearch</name>
    <message>
        <source>%1 found</source>
        <translation>找到 %1 个</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
</context>
<context>
    <name>braid::views::AreaPane</name>
    <message>
        <source>A click hides this; Esc takes the mark away</source>
        <translation>单击可隐藏；Esc 取消标记</translation>
    </message>
    <message>
        <source>Totals of the marked stretch</source>
        <translation>所标记时段的统计</translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>Export the chart</source>
        <translation>导出图表</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Braid runs</source>
        <translation>Braid 运行记录</translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation>打开运行记录</translation>
    </message>
    <message>
        <source>Save the run</source>
        <translation>保存运行记录</translation>
    </message>
    <message>
        <source>About Braid</source>
        <translation>关于 Braid</translation>
    </message>
    <message>
        <source>Shows concurrency as it happens: real threads, locks and waits on one timeline.</source>
        <translation>并发的实时图景：真实的线程、锁和等待，都在同一条时间线上。</translation>
    </message>
    <message>
        <source>%1 (live)</source>
        <translation>%1（运行中）</translation>
    </message>
    <message>
        <source>%1 (not saved)</source>
        <translation>%1（未保存）</translation>
    </message>
    <message>
        <source>Open runs to compare with</source>
        <translation>打开要对比的运行</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Deadlock</source>
        <translation>死锁</translation>
    </message>
    <message>
        <source>Hang</source>
        <translation>卡死</translation>
    </message>
    <message>
        <source>Lost update</source>
        <translation>丢失更新</translation>
    </message>
    <message>
        <source>Misuse</source>
        <translation>误用</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>崩溃</translation>
    </message>
    <message>
        <source>Killed</source>
        <translation>被杀死</translation>
    </message>
    <message>
        <source>Events lost</source>
        <translation>事件丢失</translation>
    </message>
    <message>
        <source>Event loop blocked</source>
        <translation>事件循环被阻塞</translation>
    </message>
    <message>
        <source>Owner died</source>
        <translation>持有者死亡</translation>
    </message>
    <message>
        <source>Livelock</source>
        <translation>活锁</translation>
    </message>
    <message>
        <source>Hint: forked while a lock was held</source>
        <translation>提示：fork 时有锁被持有</translation>
    </message>
    <message>
        <source>Hint: locks in opposite orders</source>
        <translation>提示：以相反的顺序取锁</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>Histograms</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>其他所有结果</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
</context>
<context>
    <name>Hover</name>
    <message>
        <source>%1 %2: taken %3 times, %4 of them after waiting</source>
        <translation>%1 %2：被取得 %3 次，其中 %4 次经过等待</translation>
    </message>
    <message>
        <source>%1 stretches under one pixel: </source>
        <translation>不足一个像素的 %1 段：</translation>
    </message>
    <message>
        <source>%1 holds %2</source>
        <translation>%1 持有 %2</translation>
    </message>
    <message>
        <source>%1 waits for %2</source>
        <translation>%1 等待 %2</translation>
    </message>
    <message>
        <source>(and %1 more here)</source>
        <translation>（此处还有 %1 个）</translation>
    </message>
    <message>
        <source>%1 coroutines of %2</source>
        <translation>%2 的 %1 个协程</translation>
    </message>
    <message>
        <source>%1 lanes “%2”</source>
        <translation>“%2”共 %1 条泳道</translation>
    </message>
    <message>
        <source>All lanes: </source>
        <translation>所有泳道：</translation>
    </message>
    <message>
        <source>%1 was killed at %2</source>
        <translation>%1 在 %2 被杀死</translation>
    </message>
    <message>
        <source>%1 was killed at %2: %3</source>
        <translation>%1 在 %2 被杀死：%3</translation>
    </message>
    <message>
        <source>%1 ended at %2 together with its process</source>
        <translation>%1 在 %2 随其进程一起结束</translation>
    </message>
    <message>
        <source>%1 ended at %2</source>
        <translation>%1 在 %2 结束</translation>
    </message>
    <message>
        <source>%1 begins at %2</source>
        <translation>%1 在 %2 开始</translation>
    </message>
    <message>
        <source>%1 %2: not read or written yet</source>
        <translation>%1 %2：尚未读写</translation>
    </message>
    <message>
        <source>%1 %2 = %3, read and written %4 times up to here</source>
        <translation>%1 %2 = %3，到此为止读写 %4 次</translation>
    </message>
    <message>
        <source>%1 %2: passed %3 times, %4 of them after waiting</source>
        <translation>%1 %2：通过 %3 次，其中 %4 次需等待</translation>
    </message>
    <message>
        <source>How %1 ended is not recorded</source>
        <translation>%1 如何结束没有记录</translation>
    </message>
    <message>
        <source>%1 objects of one kind: a click shows them one by one, or together again</source>
        <translation>%1 个同类对象：单击逐个显示，或重新合并</translation>
    </message>
    <message>
        <source>%1 objects on which little happened, or which only carry what is seen elsewhere: a click shows them</source>
        <translation>%1 个对象上没有发生什么，或者只传递别处已能看到的内容：单击显示它们</translation>
    </message>
    <message>
        <source>%1 failed at %2</source>
        <translation>%1 在 %2 失败</translation>
    </message>
    <message>
        <source>%1 failed at %2: %3</source>
        <translation>%1 在 %2 失败：%3</translation>
    </message>
    <message>
        <source>%1 crashed at %2</source>
        <translation>%1 在 %2 崩溃</translation>
    </message>
    <message>
        <source>%1 crashed at %2: %3</source>
        <translation>%1 在 %2 崩溃：%3</translation>
    </message>
    <message>
        <source>Nobody is left who could give %1</source>
        <translation>已没有谁能给出 %1</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>The two runs are of different scenarios: “%1” and “%2”.</source>
        <translation>两次运行的场景不同：“%1”与“%2”。</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>finished</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>deadlock</source>
        <translation>死锁</translation>
    </message>
    <message>
        <source>hang</source>
        <translation>卡死</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>已崩溃</translation>
    </message>
    <message>
        <source>time is over</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>被杀死</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>Titles</name>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Why the selected lane does what it does, back to the cause</source>
        <translation>选中的泳道为什么处于当前状态，一直追溯到原因</translation>
    </message>
    <message>
        <source>The chain that decided how long the run took, and what has which share in it</source>
        <translation>决定运行时长的那条链，以及其中各部分所占的份额</translation>
    </message>
    <message>
        <source>Where the time of each lane and object went, and how two runs differ</source>
        <translation>每条泳道和每个对象的时间花在了哪里，两次运行有何不同</translation>
    </message>
    <message>
        <source>Every event of the run, by lane, object, kind and text</source>
        <translation>运行中的每个事件，可按泳道、对象、种类和文字筛选</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>About</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Wait-for graph</source>
        <translation>等待图</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>All scenarios by family: choose one to see what it shows</source>
        <translation>按类别列出的全部场景：选择一个看看它演示什么</translation>
    </message>
    <message>
        <source>What the chosen scenario runs with; some can be moved while it runs</source>
        <translation>所选场景的运行参数；有些可以在运行中调整</translation>
    </message>
    <message>
        <source>What the chosen scenario shows, when to use it, what to try</source>
        <translation>所选场景演示什么、何时使用、可以试什么</translation>
    </message>
    <message>
        <source>The very code that runs</source>
        <translation>真正运行的代码</translation>
    </message>
    <message>
        <source>Who waits for what, and who holds it</source>
        <translation>谁在等什么，谁持有它</translation>
    </message>
    <message>
        <source>The selected lock, queue or other object, drawn as the structure it is</source>
        <translation>所选的锁、队列或其他对象，按其结构画出</translation>
    </message>
    <message>
        <source>Deadlocks, lost updates and whatever else went wrong</source>
        <translation>死锁、丢失更新以及其他出错的地方</translation>
    </message>
    <message>
        <source>What the scenario printed; a click goes to the moment</source>
        <translation>场景的输出；单击转到那一刻</translation>
    </message>
    <message>
        <source>Depth of queues, results, and the outcomes of repeated runs</source>
        <translation>队列深度、结果以及重复运行的结局</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>在单独的窗口中显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Thread states</source>
        <translation>线程状态</translation>
    </message>
    <message>
        <source>Created, ready, running, waiting, done: which lane is in which state</source>
        <translation>已创建、就绪、运行、等待、结束：哪个泳道处于哪种状态</translation>
    </message>
    <message>
        <source>Your own program: write it, press Run and watch</source>
        <translation>您自己的程序：写好，按“运行”，然后观看</translation>
    </message>
</context>
<context>
    <name>braid::views::Actions</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>How programs are run…</source>
        <translation>程序的运行方式…</translation>
    </message>
    <message>
        <source>New program…</source>
        <translation>新建程序…</translation>
    </message>
    <message>
        <source>Open a program…</source>
        <translation>打开程序…</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Step: one operation of any lane</source>
        <translation>单步：任意泳道执行一个操作</translation>
    </message>
    <message>
        <source>Step the selected lane</source>
        <translation>单步：所选泳道</translation>
    </message>
    <message>
        <source>Open a run…</source>
        <translation>打开运行记录…</translation>
    </message>
    <message>
        <source>Save the run…</source>
        <translation>保存运行记录…</translation>
    </message>
    <message>
        <source>Export a picture…</source>
        <translation>导出图片…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Follow the live edge</source>
        <translation>跟随最新时刻</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>显示整个运行</translation>
    </message>
    <message>
        <source>Show the selection</source>
        <translation>显示所选内容</translation>
    </message>
    <message>
        <source>Write the sliders&apos; values into the program</source>
        <translation>把滑块的值写入程序</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>上一个问题</translation>
    </message>
    <message>
        <source>Back to where I was</source>
        <translation>回到之前的位置</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>再次前进</translation>
    </message>
    <message>
        <source>Arrows from cause to effect</source>
        <translation>因果箭头</translation>
    </message>
    <message>
        <source>Marks of prints, reads and writes</source>
        <translation>打印、读、写的标记</translation>
    </message>
    <message>
        <source>Rows of locks and other objects</source>
        <translation>锁和其他对象的行</translation>
    </message>
    <message>
        <source>Rows of processors</source>
        <translation>处理器的行</translation>
    </message>
    <message>
        <source>Uninteresting objects as well</source>
        <translation>也显示次要的对象</translation>
    </message>
    <message>
        <source>Taller lanes</source>
        <translation>加高泳道</translation>
    </message>
    <message>
        <source>Lower lanes</source>
        <translation>降低泳道</translation>
    </message>
    <message>
        <source>Lanes as high as there is room</source>
        <translation>泳道高度随窗口自适应</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>键盘与鼠标</translation>
    </message>
    <message>
        <source>About Braid</source>
        <translation>关于 Braid</translation>
    </message>
    <message>
        <source>Stop repeating</source>
        <translation>停止重复运行</translation>
    </message>
    <message>
        <source>Run %1 times</source>
        <translation>运行 %1 次</translation>
    </message>
    <message>
        <source>Layout: watch</source>
        <translation>布局：观看</translation>
    </message>
    <message>
        <source>Layout: investigate</source>
        <translation>布局：排查</translation>
    </message>
    <message>
        <source>Layout: present</source>
        <translation>布局：演示</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <source>Presenter mode</source>
        <translation>演示模式</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Go to a lane or an object…</source>
        <translation>转到泳道或对象…</translation>
    </message>
    <message>
        <source>All commands…</source>
        <translation>全部命令…</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>下一个事件</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>上一个事件</translation>
    </message>
    <message>
        <source>Next event of the lane</source>
        <translation>该泳道的下一个事件</translation>
    </message>
    <message>
        <source>Previous event of the lane</source>
        <translation>该泳道的上一个事件</translation>
    </message>
    <message>
        <source>Next event of the object</source>
        <translation>该对象的下一个事件</translation>
    </message>
    <message>
        <source>Previous event of the object</source>
        <translation>该对象的上一个事件</translation>
    </message>
    <message>
        <source>Back to the cause</source>
        <translation>回到起因</translation>
    </message>
    <message>
        <source>On to the effect</source>
        <translation>前往结果</translation>
    </message>
    <message>
        <source>Cursor to the end of the run</source>
        <translation>光标移到运行末尾</translation>
    </message>
    <message>
        <source>Let go: search, mark, why, critical path, selection, filters, cursor, one by one</source>
        <translation>逐层取消：搜索、标记、为什么、关键路径、选择、筛选、光标</translation>
    </message>
    <message>
        <source>Bookmark at the cursor…</source>
        <translation>在光标处加书签…</translation>
    </message>
    <message>
        <source>Next bookmark</source>
        <translation>下一个书签</translation>
    </message>
    <message>
        <source>Previous bookmark</source>
        <translation>上一个书签</translation>
    </message>
    <message>
        <source>Pause the replay</source>
        <translation>暂停回放</translation>
    </message>
    <message>
        <source>Replay from the cursor</source>
        <translation>从光标处回放</translation>
    </message>
    <message>
        <source>Replay faster</source>
        <translation>加快回放</translation>
    </message>
    <message>
        <source>Replay more slowly</source>
        <translation>放慢回放</translation>
    </message>
    <message>
        <source>Why does the selected lane do this?</source>
        <translation>所选泳道为何如此？</translation>
    </message>
    <message>
        <source>Critical path of the run or the marked stretch</source>
        <translation>整次运行或所标时段的关键路径</translation>
    </message>
    <message>
        <source>Copy the window's picture</source>
        <translation>复制窗口画面</translation>
    </message>
    <message>
        <source>Export an animation…</source>
        <translation>导出动画…</translation>
    </message>
    <message>
        <source>Start page: lessons and recent files</source>
        <translation>起始页：课程与最近打开的文件</translation>
    </message>
    <message>
        <source>Slow motion…</source>
        <translation>慢动作…</translation>
    </message>
    <message>
        <source>Compare with another run</source>
        <translation>与另一次运行比较</translation>
    </message>
    <message>
        <source>Find: in the pane with the focus, else in the lanes or a scenario</source>
        <translation>查找：在当前面板中，否则在泳道或场景中</translation>
    </message>
    <message>
        <source>Console as in a terminal</source>
        <translation>控制台显示为终端的样子</translation>
    </message>
    <message>
        <source>Run, paused before the first operation</source>
        <translation>运行，在第一个操作前暂停</translation>
    </message>
    <message>
        <source>Always start paused, to step from the first operation</source>
        <translation>总是从暂停开始，从第一个操作起单步</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Record a program…</source>
        <translation>记录程序…</translation>
    </message>
    <message>
        <source>Why does that process hang? Attach…</source>
        <translation>那个进程为什么卡住？附加…</translation>
    </message>
    <message>
        <source>Run its program in Python, recorded</source>
        <translation>运行其 Python 程序并记录</translation>
    </message>
    <message>
        <source>Run: Braid's own program in C++</source>
        <translation>运行：Braid 自己的 C++ 程序</translation>
    </message>
    <message>
        <source>Run: the tutorial's program in Python, recorded</source>
        <translation>运行：教程的 Python 程序，并记录</translation>
    </message>
    <message>
        <source>Edit a copy of the scenario&apos;s C++ program</source>
        <translation>编辑该场景 C++ 程序的副本</translation>
    </message>
    <message>
        <source>Edit a copy of the scenario&apos;s Python program</source>
        <translation>编辑该场景 Python 程序的副本</translation>
    </message>
    <message>
        <source>Save the program as…</source>
        <translation>程序另存为…</translation>
    </message>
</context>
<context>
    <name>braid::views::Banner</name>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Go to the moment on the timeline</source>
        <translation>跳到时间线上的那一刻</translation>
    </message>
    <message>
        <source>Show the finding on the timeline</source>
        <translation>在时间线上查看这个问题</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 more in Findings</source>
        <translation>“问题”面板中另有 %1 个</translation>
    </message>
    <message>
        <source>%1: whole run</source>
        <translation>%1：整个运行</translation>
    </message>
    <message>
        <source>The timeline shows the part of the run that matters: %1</source>
        <translation>时间线显示运行中最要紧的一段：%1</translation>
    </message>
</context>
<context>
    <name>braid::views::CardPane</name>
    <message>
        <source>About the scenario</source>
        <translation>场景说明</translation>
    </message>
    <message>
        <source>Choose a scenario on the left to read what it shows.</source>
        <translation>在左侧选择一个场景，这里会说明它展示什么。</translation>
    </message>
    <message>
        <source>There is no card for “%1” yet.</source>
        <translation>“%1”还没有说明卡片。</translation>
    </message>
</context>
<context>
    <name>braid::views::CataloguePane</name>
    <message>
        <source>No scenario matches “%1”.</source>
        <translation>没有与“%1”匹配的场景。</translation>
    </message>
    <message>
        <source>Search scenarios</source>
        <translation>搜索场景</translation>
    </message>
    <message>
        <source>Scenarios by family</source>
        <translation>按类别排列的场景</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索内容</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的程序</translation>
    </message>
    <message>
        <source>Programs that were recorded here; a double click records one again</source>
        <translation>在这里记录过的程序；双击可再次记录</translation>
    </message>
</context>
<context>
    <name>braid::views::ChartsPane</name>
    <message>
        <source>Depth over time</source>
        <translation>深度随时间变化</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Repeated runs</source>
        <translation>重复运行</translation>
    </message>
    <message>
        <source>Which chart</source>
        <translation>哪张图表</translation>
    </message>
    <message>
        <source>Export the chart as PNG, SVG or PDF</source>
        <translation>把图表导出为 PNG、SVG 或 PDF</translation>
    </message>
</context>
<context>
    <name>braid::views::ConsolePane</name>
    <message>
        <source>This run printed nothing.</source>
        <translation>这次运行没有打印任何内容。</translation>
    </message>
    <message>
        <source>What the scenario prints appears here.</source>
        <translation>场景打印的内容会显示在这里。</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Type a line for the chat and press Enter</source>
        <translation>输入一行聊天内容，按回车发送</translation>
    </message>
    <message>
        <source>Your line</source>
        <translation>你的一行</translation>
    </message>
    <message>
        <source>What the program writes appears here.</source>
        <translation>程序的输出显示在这里。</translation>
    </message>
    <message>
        <source>What is typed here goes to the program&apos;s input with Enter; Ctrl+D ends it</source>
        <translation>在此键入，按 Enter 送到程序的输入；Ctrl+D 结束输入</translation>
    </message>
    <message>
        <source>Only the first %1 MiB of the output are kept.</source>
        <translation>只保留输出的前 %1 MiB。</translation>
    </message>
</context>
<context>
    <name>braid::views::Dock</name>
    <message>
        <source>Back into the window</source>
        <translation>放回窗口</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>单独成窗</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>关闭%1</translation>
    </message>
</context>
<context>
    <name>braid::views::ExportDialog</name>
    <message>
        <source>Export a picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Copy to the clipboard</source>
        <translation>复制到剪贴板</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>PNG image</source>
        <translation>PNG 图像</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>SVG 矢量图</translation>
    </message>
    <message>
        <source>PDF page</source>
        <translation>PDF 页面</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>The whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>The time in view</source>
        <translation>当前显示的时间</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>箭头</translation>
    </message>
    <message>
        <source>Locks and other objects</source>
        <translation>锁和其他对象</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>%1 × %2 points, vector</source>
        <translation>%1 × %2 点，矢量</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>The window as it is</source>
        <translation>窗口的当前画面</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>As large as the picture</source>
        <translation>与图片同大</translation>
    </message>
    <message>
        <source>A4 upright</source>
        <translation>A4 纵向</translation>
    </message>
    <message>
        <source>A4 landscape</source>
        <translation>A4 横向</translation>
    </message>
    <message>
        <source>A3 upright</source>
        <translation>A3 纵向</translation>
    </message>
    <message>
        <source>A3 landscape</source>
        <translation>A3 横向</translation>
    </message>
    <message>
        <source>Letter upright</source>
        <translation>Letter 纵向</translation>
    </message>
    <message>
        <source>Letter landscape</source>
        <translation>Letter 横向</translation>
    </message>
    <message>
        <source>Slide 16:9</source>
        <translation>幻灯片 16:9</translation>
    </message>
    <message>
        <source>In a PDF, lanes that do not fit legibly go on over several pages</source>
        <translation>在 PDF 中，放不下的泳道会续到后面的页</translation>
    </message>
    <message>
        <source>No title</source>
        <translation>无标题</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>%1; the first of %2 pages</source>
        <translation>%1；共 %2 页，此为第一页</translation>
    </message>
    <message>
        <source>%1 × %2 pixels, vector</source>
        <translation>%1 × %2 像素，矢量</translation>
    </message>
    <message>
        <source>Charts of the results</source>
        <translation>结果图表</translation>
    </message>
</context>
<context>
    <name>braid::views::FiguresView</name>
    <message>
        <source>Copy the row</source>
        <translation>复制这一行</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>复制整个表格</translation>
    </message>
</context>
<context>
    <name>braid::views::FindingsPane</name>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Click to go there</source>
        <translation>点击跳到那里</translation>
    </message>
    <message>
        <source>Deadlocks, lost updates and other trouble are listed here as soon as they happen.</source>
        <translation>死锁、丢失更新和其他问题一发生就会列在这里。</translation>
    </message>
    <message>
        <source>Nothing went wrong in this run.</source>
        <translation>这次运行没有出现问题。</translation>
    </message>
    <message>
        <source>Nothing went wrong in this run. This may go wrong another time:</source>
        <translation>这次运行没有出现问题。但下面这些下次可能出问题：</translation>
    </message>
    <message>
        <source>Nothing has gone wrong so far.</source>
        <translation>到目前为止没有问题。</translation>
    </message>
    <message>
        <source>Nothing wrong is recorded, but parts of this run are missing from the file: what went wrong there is unknown.</source>
        <translation>记录到的部分没有问题，但文件缺少这次运行的一部分：那里出了什么问题不得而知。</translation>
    </message>
    <message>
        <source>Click to go to the first; G goes on to the next one</source>
        <translation>单击跳到第一处；按 G 到下一处</translation>
    </message>
</context>
<context>
    <name>braid::views::GraphView</name>
    <message>
        <source>Wait-for graph</source>
        <translation>等待图</translation>
    </message>
    <message>
        <source>Who waits for whom appears here during a run.</source>
        <translation>运行时，这里显示谁在等谁。</translation>
    </message>
</context>
<context>
    <name>braid::views::HistogramChart</name>
    <message>
        <source>What is counted</source>
        <translation>统计什么</translation>
    </message>
    <message>
        <source>Run a scenario many times to see how often it comes to what.</source>
        <translation>把一个场景运行很多次，看看各种结果分别出现多少次。</translation>
    </message>
    <message>
        <source>Runs that are through</source>
        <translation>已完成的运行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The first run is under way…</source>
        <translation>第一次运行正在进行……</translation>
    </message>
    <message>
        <source>%1 of %2 runs · %3</source>
        <translation>共 %2 次，已完成 %1 次 · %3</translation>
    </message>
    <message>
        <source>How often: %1</source>
        <translation>出现次数：%1</translation>
    </message>
    <message>
        <source>A click on a bar shows one of its runs</source>
        <translation>单击一根柱子，查看其中的一次运行</translation>
    </message>
    <message>
        <source>%1: %2 of %3 runs (%4 %)</source>
        <translation>%1：%3 次运行中有 %2 次（%4 %）</translation>
    </message>
    <message>
        <source>Click to see one of them</source>
        <translation>单击查看其中一次</translation>
    </message>
    <message>
        <source>None of them was kept</source>
        <translation>其中没有保留下来的运行</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行次数</translation>
    </message>
</context>
<context>
    <name>braid::views::KeysSheet</name>
    <message>
        <source>Shift + drag</source>
        <translation>Shift + 拖动</translation>
    </message>
    <message>
        <source>What an area comes to: time in each state, longest wait, events</source>
        <translation>统计一个区域：各状态的时间、最长等待、事件数</translation>
    </message>
    <message>
        <source>Rest on a bar</source>
        <translation>停在条上</translation>
    </message>
    <message>
        <source>Its cause and its effect stand out</source>
        <translation>它的原因和结果会突出显示</translation>
    </message>
    <message>
        <source>Select a bar: its object, holder and arrows light up; the cursor goes there</source>
        <translation>选中一个条：它的对象、持有者和箭头会亮起，时间光标移到那里</translation>
    </message>
    <message>
        <source>Drag the cursor's plate</source>
        <translation>拖动光标的标牌</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>键盘与鼠标</translation>
    </message>
    <message>
        <source>Zoom in, zoom out</source>
        <translation>放大、缩小</translation>
    </message>
    <message>
        <source>Move in time</source>
        <translation>沿时间移动</translation>
    </message>
    <message>
        <source>Scroll the lanes</source>
        <translation>滚动泳道</translation>
    </message>
    <message>
        <source>Wheel, Ctrl + wheel</source>
        <translation>滚轮、Ctrl + 滚轮</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Shift + wheel</source>
        <translation>Shift + 滚轮</translation>
    </message>
    <message>
        <source>Alt + wheel, wheel over names</source>
        <translation>Alt + 滚轮、在名称上滚动</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>移动画面</translation>
    </message>
    <message>
        <source>Drag on the ruler</source>
        <translation>在标尺上拖动</translation>
    </message>
    <message>
        <source>Mark a stretch of time</source>
        <translation>标出一段时间</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>单击</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Zoom to the bar; on the ruler: the whole run</source>
        <translation>缩放到该条；在标尺上：整个运行</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右键单击</translation>
    </message>
    <message>
        <source>What can be done with a bar, object, finding or line</source>
        <translation>对条、对象、问题或输出行可做的操作</translation>
    </message>
    <message>
        <source>More</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Move the cursor: every pane shows that moment</source>
        <translation>移动光标：所有面板显示该时刻</translation>
    </message>
    <message>
        <source>Select the lane or object above, below</source>
        <translation>选中上一条、下一条泳道或对象</translation>
    </message>
    <message>
        <source>Select the bar before, after</source>
        <translation>选中前一段、后一段</translation>
    </message>
    <message>
        <source>Select the bar at the cursor</source>
        <translation>选中光标处的那一段</translation>
    </message>
</context>
<context>
    <name>braid::views::LevelChart</name>
    <message>
        <source>Depth of queues and semaphores over time</source>
        <translation>队列与信号量的深度随时间的变化</translation>
    </message>
    <message>
        <source>Drag to show a stretch of time here and in the timeline; click to inspect a moment</source>
        <translation>拖动选取一段时间，图表与时间线同时显示它；单击查看某一时刻</translation>
    </message>
    <message>
        <source>Nothing in this run has a depth: no queue, pipe or semaphore.</source>
        <translation>这次运行里没有有深度的对象：没有队列、管道或信号量。</translation>
    </message>
    <message>
        <source>The depth of queues, pipes and semaphores over time appears here during a run.</source>
        <translation>运行时，队列、管道和信号量的深度随时间的变化会显示在这里。</translation>
    </message>
    <message>
        <source>%1: permits taken</source>
        <translation>%1：已取走的许可</translation>
    </message>
    <message>
        <source>%1: bytes</source>
        <translation>%1：字节</translation>
    </message>
    <message>
        <source>%1 (and %2 more)</source>
        <translation>%1（另有 %2 个）</translation>
    </message>
    <message>
        <source>No queue, pipe or semaphore of this run has had anything in it.</source>
        <translation>这次运行中的队列、管道和信号量始终是空的。</translation>
    </message>
</context>
<context>
    <name>braid::views::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>打开最近的文件</translation>
    </message>
    <message>
        <source>Program in</source>
        <translation>程序语言</translation>
    </message>
</context>
<context>
    <name>braid::views::MainWindow</name>
    <message>
        <source>The scenarios cannot be listed.</source>
        <translation>无法列出场景。</translation>
    </message>
    <message>
        <source>Drop the run here to open it</source>
        <translation>在此松开即可打开运行记录</translation>
    </message>
    <message>
        <source>Drop the program here to record it</source>
        <translation>在此松开即可记录这个程序</translation>
    </message>
</context>
<context>
    <name>braid::views::MessageBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>braid::views::NewProgramDialog</name>
    <message>
        <source>A name without slashes is needed.</source>
        <translation>需要一个不含斜杠的名称。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>It will lie in %1.</source>
        <translation>它将保存在 %1。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>New program</source>
        <translation>新建程序</translation>
    </message>
    <message>
        <source>There is a program of that name already.</source>
        <translation>已有同名的程序。</translation>
    </message>
    <message>
        <source>What it begins with</source>
        <translation>以什么开始</translation>
    </message>
</context>
<context>
    <name>braid::views::PaceBox</name>
    <message>
        <source>Slow motion</source>
        <translation>慢动作</translation>
    </message>
    <message>
        <source>Pause per step</source>
        <translation>每步停顿</translation>
    </message>
    <message>
        <source>Slow motion: every sleep of the scenario takes this many times as long, at once</source>
        <translation>慢动作：场景中每次睡眠的时长乘以这个倍数，立即生效</translation>
    </message>
    <message>
        <source>A pause after every operation on a lock, thread or variable, at once</source>
        <translation>对锁、线程或变量的每次操作之后停顿，立即生效</translation>
    </message>
    <message>
        <source>Slow motion factor</source>
        <translation>慢动作倍数</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>慢放</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>每步</translation>
    </message>
</context>
<context>
    <name>braid::views::ParameterEditor</name>
    <message>
        <source>live</source>
        <translation>实时生效</translation>
    </message>
    <message>
        <source>A change takes effect in the running scenario at once.</source>
        <translation>改动会立即作用于正在运行的场景。</translation>
    </message>
    <message>
        <source>applies at next run</source>
        <translation>下次运行生效</translation>
    </message>
    <message>
        <source>The running scenario keeps the value it was started with.</source>
        <translation>正在运行的场景保持启动时的值。</translation>
    </message>
</context>
<context>
    <name>braid::views::PaneRail</name>
    <message>
        <source>Panes</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>braid::views::ParameterPane</name>
    <message>
        <source>No scenario chosen</source>
        <translation>未选择场景</translation>
    </message>
    <message>
        <source>Own values</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Back to the tutorial's values</source>
        <translation>恢复教程中的值</translation>
    </message>
    <message>
        <source>Another scenario is running; this one starts at the next Run.</source>
        <translation>另一个场景正在运行；再次按“运行”时启动这个场景。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Arguments, folder, environment…</source>
        <translation>参数、目录、环境变量…</translation>
    </message>
    <message>
        <source>Show its text</source>
        <translation>显示其文本</translation>
    </message>
</context>
<context>
    <name>braid::views::PrintsModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印内容</translation>
    </message>
</context>
<context>
    <name>braid::views::ProgramSettingsDialog</name>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>How programs are run</source>
        <translation>程序的运行方式</translation>
    </message>
    <message>
        <source>Options for C (cc)</source>
        <translation>C 的选项 (cc)</translation>
    </message>
    <message>
        <source>Options for C++ (c++)</source>
        <translation>C++ 的选项 (c++)</translation>
    </message>
    <message>
        <source>Programs are kept in</source>
        <translation>程序保存在</translation>
    </message>
    <message>
        <source>Python is run by</source>
        <translation>Python 解释器</translation>
    </message>
</context>
<context>
    <name>braid::views::RepeatSession</name>
    <message>
        <source>Choose a scenario first.</source>
        <translation>请先选择一个场景。</translation>
    </message>
    <message>
        <source>The run could not start.</source>
        <translation>运行无法开始。</translation>
    </message>
    <message>
        <source>The runs could not go on.</source>
        <translation>重复运行无法继续。</translation>
    </message>
</context>
<context>
    <name>braid::views::ResultChart</name>
    <message>
        <source>The run's results are drawn here when it is through.</source>
        <translation>运行结束后，结果会画在这里。</translation>
    </message>
    <message>
        <source>This run has no result to compare as bars.</source>
        <translation>这次运行没有可以用柱子比较的结果。</translation>
    </message>
    <message>
        <source>Results that a scenario compares, such as speed-ups, appear here.</source>
        <translation>场景所比较的结果（例如加速比）会显示在这里。</translation>
    </message>
</context>
<context>
    <name>braid::views::RunBar</name>
    <message>
        <source>%1, %2 s so far</source>
        <translation>%1，已用 %2 秒</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Time since the run began</source>
        <translation>运行开始以来的时间</translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation>运行状态</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>更多工具</translation>
    </message>
    <message>
        <source>run %1 of %2</source>
        <translation>第 %1 次，共 %2 次</translation>
    </message>
    <message>
        <source>%1, about %2 s left</source>
        <translation>%1，约剩 %2 秒</translation>
    </message>
    <message>
        <source>reading %1 %</source>
        <translation>已读取 %1 %</translation>
    </message>
    <message>
        <source>stuck since %1</source>
        <translation>自 %1 起卡住</translation>
    </message>
</context>
<context>
    <name>braid::views::RunSession</name>
    <message>
        <source>Choose a scenario first.</source>
        <translation>请先选择一个场景。</translation>
    </message>
    <message>
        <source>The run could not start.</source>
        <translation>运行无法开始。</translation>
    </message>
    <message>
        <source>The file could not be opened.</source>
        <translation>无法打开文件。</translation>
    </message>
    <message>
        <source>The run could not be saved.</source>
        <translation>无法保存运行记录。</translation>
    </message>
    <message>
        <source>The run ended before the scenario began.</source>
        <translation>场景开始之前运行就结束了。</translation>
    </message>
    <message>
        <source>A part of this trace cannot be read.</source>
        <translation>这份记录有一部分无法读取。</translation>
    </message>
    <message>
        <source>The program could not be started.</source>
        <translation>无法启动程序。</translation>
    </message>
    <message>
        <source>The program was not started: nothing of it could be recorded.</source>
        <translation>没有启动程序：它的任何内容都无法记录。</translation>
    </message>
    <message>
        <source>The program ended before anything of it could be recorded.</source>
        <translation>程序在能够记录之前就已结束。</translation>
    </message>
</context>
<context>
    <name>braid::views::SourcePane</name>
    <message>
        <source>Source of the scenario</source>
        <translation>场景的源代码</translation>
    </message>
    <message>
        <source>The source %1 is not available here.</source>
        <translation>这里没有源码 %1。</translation>
    </message>
</context>
<context>
    <name>braid::views::StartPage</name>
    <message>
        <source>Reading the trace…</source>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>Press Run: real threads start, and every wait, lock and print appears here as it happens.</source>
        <translation>按“运行”：真实的线程启动，每一次等待、加锁和打印都会实时出现在这里。</translation>
    </message>
    <message>
        <source>No scenario chosen</source>
        <translation>未选择场景</translation>
    </message>
    <message>
        <source>Choose one on the left.</source>
        <translation>请在左侧选择一个。</translation>
    </message>
    <message>
        <source>The scenarios are not available: open a saved run instead.</source>
        <translation>场景不可用：可以打开已保存的运行记录。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run the scenario</source>
        <translation>运行场景</translation>
    </message>
    <message>
        <source>How much of the file has been read</source>
        <translation>文件已读取的比例</translation>
    </message>
    <message>
        <source>To begin with: click to choose, double click to run</source>
        <translation>从这里开始：单击选择，双击运行</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>%1  (missing)</source>
        <translation>%1（已不存在）</translation>
    </message>
    <message>
        <source>Back to the run</source>
        <translation>回到运行</translation>
    </message>
    <message>
        <source>Back to the run  (%1)</source>
        <translation>回到运行  (%1)</translation>
    </message>
    <message>
        <source>All %1 scenarios</source>
        <translation>全部 %1 个场景</translation>
    </message>
    <message>
        <source>The list of all scenarios</source>
        <translation>所有场景的列表</translation>
    </message>
    <message>
        <source>Press Run: the program starts, and its threads, processes, locks and waits appear here as they are.</source>
        <translation>按“运行”：程序启动，它的线程、进程、锁和等待都会如实显示在这里。</translation>
    </message>
    <message>
        <source>Record the program again</source>
        <translation>再次记录程序</translation>
    </message>
    <message>
        <source>Record a program…</source>
        <translation>记录程序…</translation>
    </message>
    <message>
        <source>Any program, unmodified: C, C++, Python</source>
        <translation>任何程序，无需修改：C、C++、Python</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>附加…</translation>
    </message>
    <message>
        <source>Why does a process that runs already stand still?</source>
        <translation>已在运行的进程为什么停滞不前？</translation>
    </message>
    <message>
        <source>Recent programs: a click records one again</source>
        <translation>最近的程序：单击可再次记录</translation>
    </message>
    <message>
        <source>Recent programs</source>
        <translation>最近的程序</translation>
    </message>
    <message>
        <source>A saved run (.braid), a program or a .py can be dropped anywhere in this window. Press ? for all keys.</source>
        <translation>可将保存的运行记录（.braid）、程序或 .py 文件拖放到窗口任意位置。按 ? 查看所有按键。</translation>
    </message>
</context>
<context>
    <name>braid::views::StatusLine</name>
    <message>
        <source>%1 events</source>
        <translation>%1 个事件</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1 个</translation>
    </message>
    <message>
        <source>worst frame %1 ms</source>
        <translation>最慢一帧 %1 毫秒</translation>
    </message>
    <message>
        <source>Wheel: zoom  ·  Drag or Shift + wheel: move  ·  Alt + wheel: scroll lanes  ·  Shift + drag: totals  ·  Click: select  ·  ?: all keys</source>
        <translation>滚轮：缩放  ·  拖动或 Shift + 滚轮：移动  ·  Alt + 滚轮：滚动泳道  ·  Shift + 拖动：统计区域  ·  单击：选择  ·  ?：所有按键</translation>
    </message>
    <message>
        <source>%1 events/s</source>
        <translation>每秒 %1 个事件</translation>
    </message>
    <message>
        <source>%1 ns/event</source>
        <translation>每个事件 %1 ns</translation>
    </message>
    <message>
        <source>What watching costs</source>
        <translation>观测的代价</translation>
    </message>
    <message>
        <source>What watching costs. Events: all that the run wrote, and how many a second (of the last second; of the whole run once it is over). Lost: events that found no room. ns/event: what writing one event costs the thread that writes it, measured by the run's own process before it began, over 20 000 events. Worst frame: the longest time the window took to take in events and draw.</source>
        <translation>观测的代价。事件：本次运行写下的全部事件，以及每秒多少个（运行中取最近一秒，结束后取全程平均）。丢失：没有地方可写的事件。ns/事件：写下一个事件让写它的线程付出的时间，由运行进程在开始前实测 20 000 个事件得出。最慢一帧：窗口读入事件并绘制所用的最长时间。</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
</context>
<context>
    <name>braid::views::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>The cursor: every pane shows the state at this moment. Drag it; Esc goes back to the end of the run.</source>
        <translation>光标：所有面板都显示这一时刻的状态。可以拖动；按 Esc 回到运行末尾。</translation>
    </message>
</context>
<context>
    <name>render</name>
    <message>
        <source>%1 events of %2 lanes</source>
        <translation>%2 条泳道的 %1 个事件</translation>
    </message>
    <message>
        <source>longest wait</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>and %1 more lanes</source>
        <translation>另有 %1 条泳道</translation>
    </message>
    <message>
        <source>cannot make the picture</source>
        <translation>无法生成图片</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>cannot write the picture</source>
        <translation>无法写入图片</translation>
    </message>
    <message>
        <source>the name must end in .png, .svg or .pdf</source>
        <translation>文件名必须以 .png、.svg 或 .pdf 结尾</translation>
    </message>
    <message>
        <source>it cannot be compressed</source>
        <translation>无法压缩</translation>
    </message>
    <message>
        <source>the page cannot be set up</source>
        <translation>无法设置页面</translation>
    </message>
    <message>
        <source>Nobody holds or waits for anything now.</source>
        <translation>现在没有谁持有或等待任何东西。</translation>
    </message>
    <message>
        <source>sleep %1</source>
        <translation>睡眠 %1</translation>
    </message>
    <message>
        <source>ended with its process</source>
        <translation>随进程结束</translation>
    </message>
    <message>
        <source>would block</source>
        <translation>会阻塞</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>full</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>misuse</source>
        <translation>误用</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>hands over</source>
        <translation>交出锁</translation>
    </message>
    <message>
        <source>wakes</source>
        <translation>唤醒</translation>
    </message>
    <message>
        <source>is joined</source>
        <translation>被等到结束</translation>
    </message>
    <message>
        <source>passes on</source>
        <translation>传递</translation>
    </message>
    <message>
        <source>resumes</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>%1 wait</source>
        <translation>%1 个等待</translation>
    </message>
    <message>
        <source>set</source>
        <translation>已设置</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>%1 of %2 taken</source>
        <translation>已占用 %1/%2</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>no side may have more than %1 pixels and the whole no more than %2 million; choose fewer lanes, a smaller width or scale</source>
        <translation>任一边不得超过 %1 像素，总数不得超过 %2 百万；请减少泳道、宽度或倍数</translation>
    </message>
    <message>
        <source>DEADLOCK</source>
        <translation>死锁</translation>
    </message>
    <message>
        <source>Locks and other objects</source>
        <translation>锁和其他对象</translation>
    </message>
    <message>
        <source>created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>阻塞</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>sleeping</source>
        <translation>睡眠</translation>
    </message>
    <message>
        <source>I/O wait</source>
        <translation>I/O 等待</translation>
    </message>
    <message>
        <source>I/O copy</source>
        <translation>I/O 复制</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>done</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>被杀死</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>lane</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>lock</source>
        <translation>锁</translation>
    </message>
    <message>
        <source>timed lock</source>
        <translation>限时锁</translation>
    </message>
    <message>
        <source>recursive lock</source>
        <translation>可重入锁</translation>
    </message>
    <message>
        <source>shared lock</source>
        <translation>读写锁</translation>
    </message>
    <message>
        <source>semaphore</source>
        <translation>信号量</translation>
    </message>
    <message>
        <source>bounded semaphore</source>
        <translation>有界信号量</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>条件变量</translation>
    </message>
    <message>
        <source>barrier</source>
        <translation>屏障</translation>
    </message>
    <message>
        <source>latch</source>
        <translation>闩锁</translation>
    </message>
    <message>
        <source>once</source>
        <translation>一次性</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>LIFO queue</source>
        <translation>后进先出队列</translation>
    </message>
    <message>
        <source>priority queue</source>
        <translation>优先级队列</translation>
    </message>
    <message>
        <source>variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>pipe</source>
        <translation>管道</translation>
    </message>
    <message>
        <source>process queue</source>
        <translation>进程队列</translation>
    </message>
    <message>
        <source>descriptor</source>
        <translation>描述符</translation>
    </message>
    <message>
        <source>pool</source>
        <translation>池</translation>
    </message>
    <message>
        <source>event loop</source>
        <translation>事件循环</translation>
    </message>
    <message>
        <source>interpreter lock</source>
        <translation>解释器锁</translation>
    </message>
    <message>
        <source>server</source>
        <translation>服务进程</translation>
    </message>
    <message>
        <source>%1 coroutines</source>
        <translation>%1 个协程</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 in</source>
        <translation>收 %1</translation>
    </message>
    <message>
        <source>%1 out</source>
        <translation>发 %1</translation>
    </message>
    <message>
        <source>%1 EAGAIN</source>
        <translation>%1 次 EAGAIN</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 in it</source>
        <translation>内有 %1 个</translation>
    </message>
    <message>
        <source>%1 unfinished</source>
        <translation>%1 个未完成</translation>
    </message>
    <message>
        <source>watches %1</source>
        <translation>监听 %1 个</translation>
    </message>
    <message>
        <source>%1 wait to put</source>
        <translation>%1 个等待放入</translation>
    </message>
    <message>
        <source>sends a signal</source>
        <translation>发送信号</translation>
    </message>
    <message>
        <source>to read</source>
        <translation>要读</translation>
    </message>
    <message>
        <source>for room</source>
        <translation>等空位</translation>
    </message>
    <message>
        <source>for an item</source>
        <translation>等元素</translation>
    </message>
    <message>
        <source>for task_done</source>
        <translation>等 task_done</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>读</translation>
    </message>
    <message>
        <source>Held by %1</source>
        <translation>持有者：%1</translation>
    </message>
    <message>
        <source>Waiting, longest first: %1</source>
        <translation>等待者（久者在前）：%1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>还有 %1 个</translation>
    </message>
    <message>
        <source>with a time limit</source>
        <translation>有时限</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Writer</source>
        <translation>写者</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 of %2 free</source>
        <translation>空闲 %1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 have come · they have met %3 times</source>
        <translation>已到 %1 / %2 · 已会合 %3 次</translation>
    </message>
    <message>
        <source>left of %1</source>
        <translation>剩余（共 %1）</translation>
    </message>
    <message>
        <source>%1 of %2 bytes</source>
        <translation>%1 / %2 字节</translation>
    </message>
    <message>
        <source>not touched yet</source>
        <translation>尚未访问</translation>
    </message>
    <message>
        <source>read</source>
        <translation>读</translation>
    </message>
    <message>
        <source>write</source>
        <translation>写</translation>
    </message>
    <message>
        <source>fd</source>
        <translation>fd</translation>
    </message>
    <message>
        <source>for</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>last</source>
        <translation>上次</translation>
    </message>
    <message>
        <source>At work: %1</source>
        <translation>正在处理：%1</translation>
    </message>
    <message>
        <source>%1 bytes received</source>
        <translation>收到 %1 字节</translation>
    </message>
    <message>
        <source>%1 bytes sent</source>
        <translation>发出 %1 字节</translation>
    </message>
    <message>
        <source>%1 calls in vain</source>
        <translation>%1 次无果调用</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 条%2</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>%1 in %2 pieces</source>
        <translation>%1，共 %2 段</translation>
    </message>
    <message>
        <source>Locks, queues and others on it</source>
        <translation>路径上的锁、队列等对象</translation>
    </message>
    <message>
        <source>held %1</source>
        <translation>持有 %1</translation>
    </message>
    <message>
        <source>waited for %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>handed on %1 times</source>
        <translation>交接 %1 次</translation>
    </message>
    <message>
        <source>cannot write the animation</source>
        <translation>无法写入动画</translation>
    </message>
    <message>
        <source>no side may have more than %1 pixels</source>
        <translation>任一边不得超过 %1 像素</translation>
    </message>
    <message>
        <source>cannot make the animation</source>
        <translation>无法生成动画</translation>
    </message>
    <message>
        <source>there is no time in the part that it shall show</source>
        <translation>所选范围内没有时间</translation>
    </message>
    <message>
        <source>it would have %1 frames, and %2 is the limit; choose a higher speed, fewer frames per second or a shorter part</source>
        <translation>它将有 %1 帧，而上限是 %2；请选择更高的速度、更少的每秒帧数或更短的范围</translation>
    </message>
    <message>
        <source>the name must end in .gif</source>
        <translation>文件名必须以 .gif 结尾</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>无记录</translation>
    </message>
    <message>
        <source>reads %1: %2</source>
        <translation>读出 %1：%2</translation>
    </message>
    <message>
        <source>reads %1</source>
        <translation>读出 %1</translation>
    </message>
    <message>
        <source>%1 reads %2</source>
        <translation>%1 读出 %2</translation>
    </message>
    <message>
        <source>writes %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>%1 writes %2</source>
        <translation>%1 写入 %2</translation>
    </message>
    <message>
        <source>%1 at first</source>
        <translation>起初 %1</translation>
    </message>
    <message>
        <source>%1.join, %2 unfinished</source>
        <translation>%1.join，还有 %2 项未完成</translation>
    </message>
    <message>
        <source>waits for room in %1</source>
        <translation>等待 %1 有空位</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>starts, forks</source>
        <translation>启动，创建进程</translation>
    </message>
    <message>
        <source>forks</source>
        <translation>创建进程（fork）</translation>
    </message>
    <message>
        <source>is joined, is reaped</source>
        <translation>被等到结束，被回收</translation>
    </message>
    <message>
        <source>is reaped</source>
        <translation>被回收</translation>
    </message>
    <message>
        <source>prints</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>note</source>
        <translation>注记</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>写</translation>
    </message>
    <message>
        <source>gave up</source>
        <translation>放弃等待</translation>
    </message>
    <message>
        <source>nothing yet (EAGAIN)</source>
        <translation>暂时没有数据（EAGAIN）</translation>
    </message>
    <message>
        <source>who holds it</source>
        <translation>由谁持有</translation>
    </message>
    <message>
        <source>an item, from put to get, in the colour of its putter</source>
        <translation>一个元素，从放入到取出，颜色表示放入者</translation>
    </message>
    <message>
        <source>not worked off</source>
        <translation>未处理完</translation>
    </message>
    <message>
        <source>how many or how much</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>value at first</source>
        <translation>初始值</translation>
    </message>
    <message>
        <source>how many of them are in use</source>
        <translation>其中使用中的数量</translation>
    </message>
    <message>
        <source>who runs on it</source>
        <translation>谁在其上运行</translation>
    </message>
    <message>
        <source>ran, on which processor is not known</source>
        <translation>在运行，但不知在哪个处理器上</translation>
    </message>
    <message>
        <source>%1 more object</source>
        <translation>另有 %1 个对象</translation>
    </message>
    <message>
        <source>%1 more objects</source>
        <translation>另有 %1 个对象</translation>
    </message>
    <message>
        <source>made by %1</source>
        <translation>由 %1 创建</translation>
    </message>
    <message>
        <source>Processor %1</source>
        <translation>处理器 %1</translation>
    </message>
    <message>
        <source>Processors</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>cut: the whole list is given to the call again</source>
        <translation>断开处：整张列表又交给了调用</translation>
    </message>
    <message>
        <source>watched, or under way</source>
        <translation>在监视中，或操作进行中</translation>
    </message>
    <message>
        <source>watched from here on</source>
        <translation>从此开始监视</translation>
    </message>
    <message>
        <source>Processors, locks and other objects</source>
        <translation>处理器、锁和其他对象</translation>
    </message>
    <message>
        <source>signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>call failed</source>
        <translation>调用失败</translation>
    </message>
    <message>
        <source>found ready</source>
        <translation>已就绪</translation>
    </message>
    <message>
        <source>process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>thread</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>coroutine</source>
        <translation>协程</translation>
    </message>
    <message>
        <source>%1 in one piece</source>
        <translation>%1，共一段</translation>
    </message>
    <message>
        <source>stuck since %1</source>
        <translation>自 %1 起卡住</translation>
    </message>
    <message>
        <source>stood still %1</source>
        <translation>静止 %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>paused %1</source>
        <translation>暂停 %1</translation>
    </message>
    <message>
        <source>stood %1 times, %2</source>
        <translation>停住 %1 次，共 %2</translation>
    </message>
    <message>
        <source>paused %1 times, %2</source>
        <translation>暂停 %1 次，共 %2</translation>
    </message>
    <message>
        <source>The run stood here %1 times, %2 in all.</source>
        <translation>运行在此停住 %1 次，共 %2。</translation>
    </message>
    <message>
        <source>The run was paused here %1 times, %2 in all.</source>
        <translation>运行在此暂停 %1 次，共 %2。</translation>
    </message>
    <message>
        <source>Nothing has been able to move since %1.</source>
        <translation>自 %1 起，谁也无法继续。</translation>
    </message>
    <message>
        <source>Nothing could move here for %1.</source>
        <translation>在此有 %1 谁也无法继续。</translation>
    </message>
    <message>
        <source>The run is paused.</source>
        <translation>运行已暂停。</translation>
    </message>
    <message>
        <source>The run was paused here for %1.</source>
        <translation>运行在此暂停了 %1。</translation>
    </message>
    <message>
        <source>This is no run time: it counts in no duration, share or chart.</source>
        <translation>这段不是运行时间：不计入任何时长、占比和图表。</translation>
    </message>
    <message>
        <source>the run stood: no run time</source>
        <translation>运行停住：不计运行时间</translation>
    </message>
    <message>
        <source>start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>得到 CPU</translation>
    </message>
    <message>
        <source>no CPU</source>
        <translation>让出 CPU</translation>
    </message>
    <message>
        <source>must wait</source>
        <translation>须等待</translation>
    </message>
    <message>
        <source>can go on</source>
        <translation>可继续</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>a piece of work</source>
        <translation>一项工作</translation>
    </message>
    <message>
        <source>critical path</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation>%1 个使用中</translation>
    </message>
    <message>
        <source>%1 × %2, folded</source>
        <translation>%1 × %2，已折叠</translation>
    </message>
    <message>
        <source>%1 lanes</source>
        <translation>%1 个泳道</translation>
    </message>
    <message>
        <source>running or ready (not measured here)</source>
        <translation>运行或就绪（此处无法测量）</translation>
    </message>
    <message>
        <source>counter</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>flows on</source>
        <translation>流转</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 what was tried, %2 why it did not work</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>killed, crashed or failed</source>
        <translation>被杀死、崩溃或失败</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>崩溃</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>信道</translation>
    </message>
    <message>
        <source>futex</source>
        <translation>futex</translation>
    </message>
    <message>
        <source>inside a library</source>
        <translation>库内部</translation>
    </message>
    <message>
        <source>waits for a receiver of %1</source>
        <translation>等待有谁从 %1 接收</translation>
    </message>
    <message>
        <source>permit</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>waits for a lock</source>
        <translation>等待锁</translation>
    </message>
    <message>
        <source>waits for a permit</source>
        <translation>等待许可</translation>
    </message>
    <message>
        <source>item</source>
        <translation>项</translation>
    </message>
    <message>
        <source>waits for an item</source>
        <translation>等待取到一项</translation>
    </message>
    <message>
        <source>room</source>
        <translation>空位</translation>
    </message>
    <message>
        <source>waits for room</source>
        <translation>等待空位</translation>
    </message>
    <message>
        <source>tasks done</source>
        <translation>任务完成</translation>
    </message>
    <message>
        <source>waits for tasks to be done</source>
        <translation>等待任务完成</translation>
    </message>
    <message>
        <source>notification</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>waits to be notified</source>
        <translation>等待被通知</translation>
    </message>
    <message>
        <source>arrival</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>waits for others to arrive</source>
        <translation>等待其他线程到达</translation>
    </message>
    <message>
        <source>count down</source>
        <translation>减计数</translation>
    </message>
    <message>
        <source>waits for a count down</source>
        <translation>等待减计数</translation>
    </message>
    <message>
        <source>waits for its end</source>
        <translation>等待它结束</translation>
    </message>
    <message>
        <source>waits for one never started</source>
        <translation>等待从未启动的线程</translation>
    </message>
    <message>
        <source>resumption</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>waits to be resumed</source>
        <translation>等待被恢复</translation>
    </message>
    <message>
        <source>turn</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>等待轮到自己</translation>
    </message>
    <message>
        <source>runs it</source>
        <translation>运行它</translation>
    </message>
    <message>
        <source>waits because its coroutine does</source>
        <translation>因其协程在等待而等待</translation>
    </message>
    <message>
        <source>receiver</source>
        <translation>接收者</translation>
    </message>
    <message>
        <source>waits for a receiver</source>
        <translation>等待接收者</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>waits for data</source>
        <translation>等待数据</translation>
    </message>
    <message>
        <source>readiness</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>waits for a descriptor to be ready</source>
        <translation>等待描述符就绪</translation>
    </message>
    <message>
        <source>change</source>
        <translation>改变</translation>
    </message>
    <message>
        <source>waits for a value to change</source>
        <translation>等待值改变</translation>
    </message>
    <message>
        <source>a full pipe</source>
        <translation>管道已满</translation>
    </message>
    <message>
        <source>waits for something else</source>
        <translation>等待其他东西</translation>
    </message>
    <message>
        <source>held by</source>
        <translation>持有者</translation>
    </message>
    <message>
        <source>has it, or alone can give it</source>
        <translation>持有它，或只有它能给出</translation>
    </message>
    <message>
        <source>held at the fork by</source>
        <translation>fork 时的持有者</translation>
    </message>
    <message>
        <source>writes first</source>
        <translation>写者优先</translation>
    </message>
    <message>
        <source>taken by</source>
        <translation>取走者</translation>
    </message>
    <message>
        <source>other end</source>
        <translation>另一端</translation>
    </message>
    <message>
        <source>works on it</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>queued behind</source>
        <translation>排在其后</translation>
    </message>
    <message>
        <source>waits behind it</source>
        <translation>等在它后面</translation>
    </message>
    <message>
        <source>gave before</source>
        <translation>曾给出</translation>
    </message>
    <message>
        <source>has given it before</source>
        <translation>以前给出过</translation>
    </message>
    <message>
        <source>gives later</source>
        <translation>之后给出</translation>
    </message>
    <message>
        <source>gives it later</source>
        <translation>之后给出它</translation>
    </message>
    <message>
        <source>uses it</source>
        <translation>使用过</translation>
    </message>
    <message>
        <source>has used it</source>
        <translation>使用过它</translation>
    </message>
    <message>
        <source>nobody is left who could give it</source>
        <translation>已没有谁能给出</translation>
    </message>
    <message>
        <source>a cycle</source>
        <translation>成环</translation>
    </message>
    <message>
        <source>waits for itself</source>
        <translation>等待自己</translation>
    </message>
    <message>
        <source>its owner has ended</source>
        <translation>持有者已结束</translation>
    </message>
    <message>
        <source>lock inherited at a fork</source>
        <translation>fork 时继承的锁</translation>
    </message>
    <message>
        <source>given too early</source>
        <translation>给得太早</translation>
    </message>
    <message>
        <source>another one was woken</source>
        <translation>唤醒了别的线程</translation>
    </message>
    <message>
        <source>nobody left</source>
        <translation>已无人能给出</translation>
    </message>
    <message>
        <source>waits for its own workers</source>
        <translation>等待自己的工作线程</translation>
    </message>
    <message>
        <source>Deadlock</source>
        <translation>死锁</translation>
    </message>
    <message>
        <source>Hang</source>
        <translation>卡死</translation>
    </message>
    <message>
        <source>#%1 · %2: %3</source>
        <translation>#%1 · %2：%3</translation>
    </message>
    <message>
        <source>%1 (ended)</source>
        <translation>%1（已结束）</translation>
    </message>
    <message>
        <source>Not drawn for lack of room: %1 more things that are held or waited for</source>
        <translation>因空间不足未画出：另外 %1 个被持有或等待的对象</translation>
    </message>
    <message>
        <source>ends by itself at its time limit</source>
        <translation>到时限自行结束</translation>
    </message>
    <message>
        <source>stuck, with its number in the cycle or hang</source>
        <translation>卡住，圆圈中是它在环或卡死中的编号</translation>
    </message>
    <message>
        <source>HANG</source>
        <translation>卡死</translation>
    </message>
    <message>
        <source>to be set</source>
        <translation>置位</translation>
    </message>
    <message>
        <source>waits for it to be set</source>
        <translation>等待它被置位</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>read %1 … wrote %2 over %3’s %4</source>
        <translation>读到 %1 …… 用 %2 覆盖了 %3 的 %4</translation>
    </message>
    <message>
        <source>lost write</source>
        <translation>丢失的写入</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>%1× %2</source>
        <translation>%2的 %1 倍</translation>
    </message>
    <message>
        <source>1/%1 of %2</source>
        <translation>%2的 1/%1</translation>
    </message>
    <message>
        <source>Run %1 compared with run 1</source>
        <translation>第 %1 次运行与第 1 次相比</translation>
    </message>
    <message>
        <source>idle at its queue</source>
        <translation>在队列处空闲</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
</context>
<context>
    <name>braid::views::InspectorView</name>
    <message>
        <source>Inspector</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Select a lock, a queue or another object to see what it is like at the cursor.</source>
        <translation>选中一把锁、一个队列或其他对象，即可看到它在光标处的样子。</translation>
    </message>
</context>
<context>
    <name>braid::views::RecentFiles</name>
    <message>
        <source>%1 (missing)</source>
        <translation>%1（已不存在）</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>清除这些记录</translation>
    </message>
</context>
<context>
    <name>braid::views::Palette</name>
    <message>
        <source>change source code editor python</source>
        <translation>修改 源代码 编辑器 python</translation>
    </message>
    <message>
        <source>edit own source code editor file</source>
        <translation>编辑 自己的 源代码 编辑器 文件</translation>
    </message>
    <message>
        <source>only while a run is on</source>
        <translation>仅在运行时可用</translation>
    </message>
    <message>
        <source>choose a scenario first</source>
        <translation>请先选择场景</translation>
    </message>
    <message>
        <source>open a program first</source>
        <translation>先打开一个程序</translation>
    </message>
    <message>
        <source>select a lane first</source>
        <translation>请先选择泳道</translation>
    </message>
    <message>
        <source>nowhere to go</source>
        <translation>没有可去之处</translation>
    </message>
    <message>
        <source>settings interpreter compiler flags documents folder</source>
        <translation>设置 解释器 编译器 选项 文档 文件夹</translation>
    </message>
    <message>
        <source>there are no findings</source>
        <translation>未发现问题</translation>
    </message>
    <message>
        <source>there are no bookmarks</source>
        <translation>没有书签</translation>
    </message>
    <message>
        <source>run a scenario or open a file first</source>
        <translation>请先运行场景或打开文件</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Coroutine</source>
        <translation>协程</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>全部命令</translation>
    </message>
    <message>
        <source>Go to a lane or an object</source>
        <translation>转到泳道或对象</translation>
    </message>
    <message>
        <source>A command, scenario, finding, lane or object</source>
        <translation>命令、场景、问题、泳道或对象</translation>
    </message>
    <message>
        <source>The name of a lane or an object</source>
        <translation>泳道或对象的名字</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>匹配的条目</translation>
    </message>
    <message>
        <source>There is no run yet: its lanes and objects can be found here.</source>
        <translation>还没有运行：运行后可以在这里查找它的泳道和对象。</translation>
    </message>
    <message>
        <source>Nothing fits “%1”.</source>
        <translation>没有与“%1”匹配的条目。</translation>
    </message>
    <message>
        <source>start play go</source>
        <translation>开始 启动 播放</translation>
    </message>
    <message>
        <source>end kill abort</source>
        <translation>结束 终止</translation>
    </message>
    <message>
        <source>hold freeze break resume continue</source>
        <translation>暂停 冻结 继续</translation>
    </message>
    <message>
        <source>single next operation</source>
        <translation>单步 下一步</translation>
    </message>
    <message>
        <source>histogram repeat statistics many distribution</source>
        <translation>直方图 重复 统计 分布 多次</translation>
    </message>
    <message>
        <source>speed pace slower faster</source>
        <translation>速度 快慢</translation>
    </message>
    <message>
        <source>image png svg pdf screenshot print</source>
        <translation>图片 截图 打印</translation>
    </message>
    <message>
        <source>gif video film movie</source>
        <translation>动图 视频 影片</translation>
    </message>
    <message>
        <source>clipboard screenshot</source>
        <translation>剪贴板 截图</translation>
    </message>
    <message>
        <source>difference diff versus two runs</source>
        <translation>差异 对比 两次运行</translation>
    </message>
    <message>
        <source>write own code editor python c++ template</source>
        <translation>编写 自己的 代码 编辑器 python c++ 模板</translation>
    </message>
    <message>
        <source>zoom out everything overview</source>
        <translation>缩小 全部 概览</translation>
    </message>
    <message>
        <source>bottleneck duration slow</source>
        <translation>瓶颈 耗时</translation>
    </message>
    <message>
        <source>explain blocked reason cause</source>
        <translation>解释 原因 阻塞</translation>
    </message>
    <message>
        <source>full screen lecture projector slides</source>
        <translation>全屏 讲课 投影 演示</translation>
    </message>
    <message>
        <source>default panes restore</source>
        <translation>默认 恢复 面板</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>shortcuts help hotkeys</source>
        <translation>快捷键 帮助</translation>
    </message>
    <message>
        <source>accessibility colours</source>
        <translation>无障碍 颜色</translation>
    </message>
    <message>
        <source>output stdout text print copy</source>
        <translation>输出 文本 打印 复制</translation>
    </message>
    <message>
        <source>start paused step by step from the beginning</source>
        <translation>暂停启动 从头 单步 逐步</translation>
    </message>
    <message>
        <source>own program trace run executable python new</source>
        <translation>自己的程序 跟踪 运行 可执行文件 python 新建</translation>
    </message>
    <message>
        <source>process pid running hang stuck stacks</source>
        <translation>进程 pid 正在运行 卡住 挂起 调用栈</translation>
    </message>
    <message>
        <source>start python script tutorial</source>
        <translation>启动 python 脚本 教程 qidong</translation>
    </message>
    <message>
        <source>change source code editor c++</source>
        <translation>修改 源代码 编辑器 c++</translation>
    </message>
</context>
<context>
    <name>braid::views::ContextMenus</name>
    <message>
        <source>Copy the sentence</source>
        <translation>复制这句话</translation>
    </message>
    <message>
        <source>Show these %1 objects one by one</source>
        <translation>逐个显示这 %1 个对象</translation>
    </message>
    <message>
        <source>Fold these %1 objects into one row</source>
        <translation>将这 %1 个对象合并为一行</translation>
    </message>
    <message>
        <source>Show line %1 of the source</source>
        <translation>显示源代码第 %1 行</translation>
    </message>
    <message>
        <source>Select the holder, %1</source>
        <translation>选择持有者 %1</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>选择 %1</translation>
    </message>
    <message>
        <source>Zoom to it</source>
        <translation>缩放到这里</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>cannot open the trace</source>
        <translation>无法打开跟踪文件</translation>
    </message>
    <message>
        <source>cannot read the trace</source>
        <translation>无法读取跟踪文件</translation>
    </message>
    <message>
        <source>cannot join the trace</source>
        <translation>无法加入跟踪文件</translation>
    </message>
    <message>
        <source>cannot create the trace</source>
        <translation>无法创建跟踪文件</translation>
    </message>
    <message>
        <source>cannot reserve space for the trace</source>
        <translation>无法为跟踪文件预留空间</translation>
    </message>
    <message>
        <source>cannot map the trace</source>
        <translation>无法映射跟踪文件</translation>
    </message>
    <message>
        <source>cannot write the trace to</source>
        <translation>无法把跟踪写入</translation>
    </message>
    <message>
        <source>cannot write the chart</source>
        <translation>无法写出图表</translation>
    </message>
    <message>
        <source>cannot ask for the scenarios</source>
        <translation>无法询问有哪些场景</translation>
    </message>
    <message>
        <source>cannot read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>cannot start</source>
        <translation>无法启动</translation>
    </message>
    <message>
        <source>cannot share memory with</source>
        <translation>无法与之共享内存：</translation>
    </message>
    <message>
        <source>there is no parameter %1 in</source>
        <translation>没有参数 %1，场景：</translation>
    </message>
    <message>
        <source>there is no program in Python for</source>
        <translation>没有 Python 程序，场景：</translation>
    </message>
    <message>
        <source>nothing of it could be recorded</source>
        <translation>其中什么也无法记录</translation>
    </message>
    <message>
        <source>cannot look at process</source>
        <translation>无法查看进程</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>没有这个进程</translation>
    </message>
    <message>
        <source>it has ended; only its parent has not asked for its status yet</source>
        <translation>它已经结束，只是父进程还没有取走它的状态</translation>
    </message>
    <message>
        <source>it is this command itself</source>
        <translation>它就是这个命令自己</translation>
    </message>
    <message>
        <source>it is a thread of the kernel</source>
        <translation>它是内核线程</translation>
    </message>
    <message>
        <source>it is a thread of process %1</source>
        <translation>它是进程 %1 的一个线程</translation>
    </message>
    <message>
        <source>it ended meanwhile</source>
        <translation>它在此期间结束了</translation>
    </message>
    <message>
        <source>it is a program for another kind of machine than Braid (32 bit)</source>
        <translation>它是另一种机器的程序，与 Braid 不同（32 位）</translation>
    </message>
    <message>
        <source>the kernel lets nobody look into another process (kernel.yama.ptrace_scope is 3, until the machine starts anew)</source>
        <translation>内核不允许任何人查看其他进程（kernel.yama.ptrace_scope 为 3，直到机器重新启动）</translation>
    </message>
    <message>
        <source>it belongs to another user: root or CAP_SYS_PTRACE would help</source>
        <translation>它属于另一个用户：需要 root 或 CAP_SYS_PTRACE</translation>
    </message>
    <message>
        <source>sudo sysctl kernel.yama.ptrace_scope=0 would help, and so would root or CAP_SYS_PTRACE</source>
        <translation>需要 sudo sysctl kernel.yama.ptrace_scope=0，或者 root，或者 CAP_SYS_PTRACE</translation>
    </message>
    <message>
        <source>root or CAP_SYS_PTRACE would help</source>
        <translation>需要 root 或 CAP_SYS_PTRACE</translation>
    </message>
    <message>
        <source>it is a directory</source>
        <translation>它是一个目录</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>它不是普通文件</translation>
    </message>
    <message>
        <source>it is not a Braid trace</source>
        <translation>它不是 Braid 的跟踪文件</translation>
    </message>
    <message>
        <source>it is not a trace of this version of Braid</source>
        <translation>它不是这个版本的 Braid 的跟踪文件</translation>
    </message>
    <message>
        <source>the trace is cut off in its header</source>
        <translation>跟踪文件在文件头处被截断</translation>
    </message>
    <message>
        <source>the trace's header is damaged</source>
        <translation>跟踪文件的文件头已损坏</translation>
    </message>
    <message>
        <source>the trace was written on a machine with another byte order</source>
        <translation>跟踪文件来自字节序不同的机器</translation>
    </message>
    <message>
        <source>the trace was written by a newer Braid (format %1; this one reads up to %2)</source>
        <translation>跟踪文件由更新的 Braid 写成（格式 %1；本程序最高可读 %2）</translation>
    </message>
    <message>
        <source>the trace is cut off: %1 of %2 blocks are whole</source>
        <translation>跟踪文件被截断：%2 个块中有 %1 个完整</translation>
    </message>
    <message>
        <source>a block of the trace is damaged; what could be read is shown</source>
        <translation>跟踪文件中有一个块已损坏；已显示能读取的部分</translation>
    </message>
    <message>
        <source>the trace became shorter while it was read</source>
        <translation>跟踪文件在读取过程中变短了</translation>
    </message>
    <message>
        <source>its name must end in .png, .svg or .pdf</source>
        <translation>文件名必须以 .png、.svg 或 .pdf 结尾</translation>
    </message>
    <message>
        <source>the run of %1 was over before it began: braid-host %2</source>
        <translation>%1 的运行还没开始就结束了：braid-host %2</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有那个文件或目录</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不够</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许的操作</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>它是一个目录</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是目录</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>设备上没有空间</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <source>execve: No such file or directory</source>
        <translation>找不到该程序</translation>
    </message>
    <message>
        <source>execve: Permission denied</source>
        <translation>没有执行该程序的权限</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 what was tried, %2 why it did not work</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>cannot save the run from</source>
        <translation>无法保存运行记录，来源为</translation>
    </message>
    <message>
        <source>that file has become shorter since it was opened</source>
        <translation>该文件打开后变短了</translation>
    </message>
    <message>
        <source>it takes a whole number from %1 to %2</source>
        <translation>需要 %1 到 %2 的整数</translation>
    </message>
    <message>
        <source>it takes a number from %1 to %2</source>
        <translation>需要 %1 到 %2 的数</translation>
    </message>
    <message>
        <source>it takes a time from %1 to %2 (such as 250ms or 2s; a bare number is ms)</source>
        <translation>需要 %1 到 %2 的时间（如 250ms 或 2s；不带单位按毫秒计）</translation>
    </message>
    <message>
        <source>it takes one of %1</source>
        <translation>可以是 %1</translation>
    </message>
    <message>
        <source>it takes yes or no</source>
        <translation>可以是 yes 或 no</translation>
    </message>
    <message>
        <source>the value &quot;%1&quot; for %2 is no time</source>
        <translation>%2 的值“%1”不是时间</translation>
    </message>
    <message>
        <source>the value &quot;%1&quot; for %2 is no number</source>
        <translation>%2 的值“%1”不是数</translation>
    </message>
    <message>
        <source>the value &quot;%1&quot; for %2 has an unknown unit</source>
        <translation>%2 的值“%1”单位不明</translation>
    </message>
    <message>
        <source>the value &quot;%1&quot; for %2 is no whole number</source>
        <translation>%2 的值“%1”不是整数</translation>
    </message>
    <message>
        <source>the value &quot;%1&quot; for %2 is out of range</source>
        <translation>%2 的值“%1”超出范围</translation>
    </message>
    <message>
        <source>the value &quot;%1&quot; for %2 is neither yes nor no</source>
        <translation>%2 的值“%1”既不是 yes 也不是 no</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time</source>
        <translation>“%1”不是时间</translation>
    </message>
    <message>
        <source>write it like 250ms, 2s or 80us</source>
        <translation>请写作 250ms、2s 或 80us</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too long a time</source>
        <translation>时间“%1”太长</translation>
    </message>
    <message>
        <source>the value &quot;%1&quot; for %2 is no choice</source>
        <translation>%2 没有“%1”这个选项</translation>
    </message>
    <message>
        <source>nothing of %1 could be recorded: it %2</source>
        <translation>%1 的任何内容都未能记录：%2</translation>
    </message>
    <message>
        <source>no program is named</source>
        <translation>没有指定程序</translation>
    </message>
    <message>
        <source>a quote is open</source>
        <translation>引号没有闭合</translation>
    </message>
    <message>
        <source>nothing follows the last backslash</source>
        <translation>最后一个反斜杠后面没有内容</translation>
    </message>
    <message>
        <source>there is no folder</source>
        <translation>没有这个目录</translation>
    </message>
    <message>
        <source>a variable of the environment is written NAME=VALUE, not</source>
        <translation>环境变量应写成 NAME=VALUE，而不是</translation>
    </message>
    <message>
        <source>cannot open a terminal for</source>
        <translation>无法打开终端，用于</translation>
    </message>
    <message>
        <source>cannot write</source>
        <translation>无法写入</translation>
    </message>
</context>
<context>
    <name>EventKinds</name>
    <message>
        <source>source kept</source>
        <translation>保存源代码</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>begins</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>被杀死</translation>
    </message>
    <message>
        <source>joins</source>
        <translation>等待结束 (join)</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>已汇合</translation>
    </message>
    <message>
        <source>sends a signal</source>
        <translation>发送信号</translation>
    </message>
    <message>
        <source>sleeps</source>
        <translation>睡眠</translation>
    </message>
    <message>
        <source>wakes up</source>
        <translation>醒来</translation>
    </message>
    <message>
        <source>yields</source>
        <translation>让出</translation>
    </message>
    <message>
        <source>held</source>
        <translation>被暂停</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>did not run</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>waits for a lock</source>
        <translation>等待锁</translation>
    </message>
    <message>
        <source>takes</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>cannot take</source>
        <translation>未能获取</translation>
    </message>
    <message>
        <source>releases</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>signals</source>
        <translation>发出通知</translation>
    </message>
    <message>
        <source>clears</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>waits for room</source>
        <translation>等待空位</translation>
    </message>
    <message>
        <source>puts</source>
        <translation>放入</translation>
    </message>
    <message>
        <source>cannot put</source>
        <translation>未能放入</translation>
    </message>
    <message>
        <source>waits for an item</source>
        <translation>等待元素</translation>
    </message>
    <message>
        <source>gets</source>
        <translation>取出</translation>
    </message>
    <message>
        <source>cannot get</source>
        <translation>未能取出</translation>
    </message>
    <message>
        <source>task done</source>
        <translation>任务完成</translation>
    </message>
    <message>
        <source>waits for all tasks</source>
        <translation>等待全部任务</translation>
    </message>
    <message>
        <source>all tasks done</source>
        <translation>全部任务完成</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>读</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>写</translation>
    </message>
    <message>
        <source>changes in one step</source>
        <translation>一步改变</translation>
    </message>
    <message>
        <source>finds another value</source>
        <translation>发现另一个值</translation>
    </message>
    <message>
        <source>begins I/O</source>
        <translation>开始 I/O</translation>
    </message>
    <message>
        <source>ends I/O</source>
        <translation>结束 I/O</translation>
    </message>
    <message>
        <source>watches</source>
        <translation>监视</translation>
    </message>
    <message>
        <source>watches no longer</source>
        <translation>停止监视</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>suspends itself</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>resumes</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>begins a task</source>
        <translation>开始任务</translation>
    </message>
    <message>
        <source>ends a task</source>
        <translation>结束任务</translation>
    </message>
    <message>
        <source>prints</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>note</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>misuse</source>
        <translation>误用</translation>
    </message>
    <message>
        <source>trace full</source>
        <translation>记录已满</translation>
    </message>
    <message>
        <source>new lane</source>
        <translation>新泳道</translation>
    </message>
    <message>
        <source>name found</source>
        <translation>得知名称</translation>
    </message>
    <message>
        <source>new name</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>lies at</source>
        <translation>位于</translation>
    </message>
    <message>
        <source>new object</source>
        <translation>新对象</translation>
    </message>
    <message>
        <source>new place in the source</source>
        <translation>新源码位置</translation>
    </message>
    <message>
        <source>about the run</source>
        <translation>运行信息</translation>
    </message>
    <message>
        <source>parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>parameter moved</source>
        <translation>参数被调整</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Lanes begin and end</source>
        <translation>泳道的开始与结束</translation>
    </message>
    <message>
        <source>Sleep and scheduling</source>
        <translation>睡眠与调度</translation>
    </message>
    <message>
        <source>Locks and semaphores</source>
        <translation>锁与信号量</translation>
    </message>
    <message>
        <source>Events, conditions, barriers</source>
        <translation>事件、条件与屏障</translation>
    </message>
    <message>
        <source>Queues and pipes</source>
        <translation>队列与管道</translation>
    </message>
    <message>
        <source>Shared variables</source>
        <translation>共享变量</translation>
    </message>
    <message>
        <source>I/O</source>
        <translation>I/O</translation>
    </message>
    <message>
        <source>Coroutines and tasks</source>
        <translation>协程与任务</translation>
    </message>
    <message>
        <source>What people read</source>
        <translation>供人阅读</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>定义</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>没有记录</translation>
    </message>
    <message>
        <source>was seen not to run</source>
        <translation>被看到没有在运行</translation>
    </message>
    <message>
        <source>lets go on</source>
        <translation>使其就绪</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>begins a flow</source>
        <translation>流开始</translation>
    </message>
    <message>
        <source>continues a flow</source>
        <translation>流继续</translation>
    </message>
    <message>
        <source>ends a flow</source>
        <translation>流结束</translation>
    </message>
    <message>
        <source>Counters and flows</source>
        <translation>计数器与流</translation>
    </message>
    <message>
        <source>new module</source>
        <translation>新模块</translation>
    </message>
    <message>
        <source>new place in the code</source>
        <translation>新代码位置</translation>
    </message>
    <message>
        <source>result of a task</source>
        <translation>任务的结果</translation>
    </message>
    <message>
        <source>copy made by a fork</source>
        <translation>fork 产生的副本</translation>
    </message>
    <message>
        <source>given from outside</source>
        <translation>由外部给出</translation>
    </message>
    <message>
        <source>end of a connection</source>
        <translation>连接的一端</translation>
    </message>
    <message>
        <source>shuts an end</source>
        <translation>关闭一端</translation>
    </message>
    <message>
        <source>descriptor to watch</source>
        <translation>要监听的描述符</translation>
    </message>
    <message>
        <source>closes an end</source>
        <translation>关闭一端</translation>
    </message>
    <message>
        <source>closes a channel</source>
        <translation>关闭信道</translation>
    </message>
    <message>
        <source>waits for more than one</source>
        <translation>同时等待多个</translation>
    </message>
    <message>
        <source>comes for the last time</source>
        <translation>最后一次到达</translation>
    </message>
    <message>
        <source>breaks a barrier</source>
        <translation>使屏障损坏</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>%1, at %2. Click to go there.</source>
        <translation>%1，位于 %2。点击前往。</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>A thread, process or coroutine</source>
        <translation>线程、进程或协程</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>What kind of lane it is</source>
        <translation>泳道的种类</translation>
    </message>
    <message>
        <source>Share of each state</source>
        <translation>各状态占比</translation>
    </message>
    <message>
        <source>Of the time it lived. Sorted by the share of running.</source>
        <translation>占其存活时间的比例。按运行占比排序。</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Time in which it did something</source>
        <translation>实际运行的时间</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Time in which it could run and did not: it was not its turn, or no processor was free</source>
        <translation>可以运行而未运行的时间：还没轮到它，或没有空闲处理器</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Time in which a pause or slow motion kept it from its next operation while others went on</source>
        <translation>别的道还在前进时，因暂停或慢动作而停在下一个操作之前的时间</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>阻塞</translation>
    </message>
    <message>
        <source>Time blocked on locks and semaphores</source>
        <translation>阻塞在锁和信号量上的时间</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Time waiting for conditions, events, queues, barriers and joins</source>
        <translation>等待条件、事件、队列、屏障和 join 的时间</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Time in which a worker waited for its next piece of work</source>
        <translation>工作者等待下一件工作的时间</translation>
    </message>
    <message>
        <source>Sleeping</source>
        <translation>睡眠</translation>
    </message>
    <message>
        <source>Time asleep by its own wish</source>
        <translation>主动睡眠的时间</translation>
    </message>
    <message>
        <source>I/O</source>
        <translation>I/O</translation>
    </message>
    <message>
        <source>Time in system calls: waiting for data and copying it</source>
        <translation>系统调用中的时间：等待数据和复制数据</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Time in which the coroutine had given the thread back</source>
        <translation>协程让出线程的时间</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化次数</translation>
    </message>
    <message>
        <source>How often it changed from one state to another</source>
        <translation>状态切换的次数</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>等待次数</translation>
    </message>
    <message>
        <source>How often it was blocked or waited</source>
        <translation>阻塞或等待的次数</translation>
    </message>
    <message>
        <source>Wait, median</source>
        <translation>等待中位数</translation>
    </message>
    <message>
        <source>Wait, 99 %</source>
        <translation>等待 99 %</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>Half of its waits were shorter</source>
        <translation>一半的等待更短</translation>
    </message>
    <message>
        <source>99 of 100 of its waits were not longer</source>
        <translation>100 次等待中有 99 次不超过此值</translation>
    </message>
    <message>
        <source>A click on it goes to that moment</source>
        <translation>点击前往该时刻</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>How many events it wrote</source>
        <translation>它写下的事件数</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>A lock, queue or other thing that lanes meet at</source>
        <translation>锁、队列或其他共用对象</translation>
    </message>
    <message>
        <source>What kind of object it is</source>
        <translation>对象的种类</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>获取次数</translation>
    </message>
    <message>
        <source>How often it was taken, passed or got from</source>
        <translation>被获取、通过或取出的次数</translation>
    </message>
    <message>
        <source>Contention</source>
        <translation>争用率</translation>
    </message>
    <message>
        <source>Share of them that had to wait first</source>
        <translation>其中需要先等待的比例</translation>
    </message>
    <message>
        <source>%1 of %2 had to wait</source>
        <translation>%2 次中有 %1 次需要等待</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>等待总计</translation>
    </message>
    <message>
        <source>By all lanes together; what still waits counts up to now</source>
        <translation>所有泳道合计；仍在等待的计到此刻</translation>
    </message>
    <message>
        <source>Half of the waits were shorter</source>
        <translation>一半的等待更短</translation>
    </message>
    <message>
        <source>99 of 100 waits were not longer</source>
        <translation>100 次等待中有 99 次不超过此值</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>持有总计</translation>
    </message>
    <message>
        <source>Hold, median</source>
        <translation>持有中位数</translation>
    </message>
    <message>
        <source>Hold, 99 %</source>
        <translation>持有 99 %</translation>
    </message>
    <message>
        <source>Longest hold</source>
        <translation>最长持有</translation>
    </message>
    <message>
        <source>By all lanes together; what is still held counts up to now</source>
        <translation>所有泳道合计；仍被持有的计到此刻</translation>
    </message>
    <message>
        <source>Half of the holdings were shorter</source>
        <translation>一半的持有更短</translation>
    </message>
    <message>
        <source>99 of 100 holdings were not longer</source>
        <translation>100 次持有中有 99 次不超过此值</translation>
    </message>
    <message>
        <source>Fairness</source>
        <translation>公平性</translation>
    </message>
    <message>
        <source>Jain's index over the lanes that took it or waited for it, by how often they took it: 1 = all the same, 1/n = one of n had it all</source>
        <translation>对获取或等待过它的泳道按获取次数计算的 Jain 指数：1 = 完全均等，1/n = n 个中的一个独占</translation>
    </message>
    <message>
        <source>%1 lanes</source>
        <translation>%1 条泳道</translation>
    </message>
    <message>
        <source>by how long they held it: %1</source>
        <translation>按持有时间：%1</translation>
    </message>
    <message>
        <source>Items/s</source>
        <translation>项/秒</translation>
    </message>
    <message>
        <source>Items got from the queue in a second</source>
        <translation>每秒从队列取出的项数</translation>
    </message>
    <message>
        <source>Depth, mean</source>
        <translation>平均深度</translation>
    </message>
    <message>
        <source>Items in it, permits taken, readers: over time</source>
        <translation>其中的项、占用的许可、读者：按时间平均</translation>
    </message>
    <message>
        <source>Depth, most</source>
        <translation>最大深度</translation>
    </message>
    <message>
        <source>The most items in it, permits taken, readers at once</source>
        <translation>同时最多的项、占用的许可或读者</translation>
    </message>
    <message>
        <source>In queue, median</source>
        <translation>排队中位数</translation>
    </message>
    <message>
        <source>In queue, 99 %</source>
        <translation>排队 99 %</translation>
    </message>
    <message>
        <source>Longest in queue</source>
        <translation>最长排队</translation>
    </message>
    <message>
        <source>Half of the items were in it for less time</source>
        <translation>一半的项停留更短</translation>
    </message>
    <message>
        <source>99 of 100 items were not in it longer</source>
        <translation>100 项中有 99 项停留不超过此值</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>System calls on the descriptor</source>
        <translation>该描述符上的系统调用</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>流入字节</translation>
    </message>
    <message>
        <source>Received, or put into the pipe or queue</source>
        <translation>接收的，或放入管道、队列的</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>流出字节</translation>
    </message>
    <message>
        <source>Sent, or got from the pipe or queue</source>
        <translation>发送的，或从管道、队列取出的</translation>
    </message>
    <message>
        <source>Waits at</source>
        <translation>等待处</translation>
    </message>
    <message>
        <source>The line that waits for it</source>
        <translation>等待它的代码行</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>被谁挡住</translation>
    </message>
    <message>
        <source>The line at which the one who had it then had taken it</source>
        <translation>当时的持有者取得它的代码行</translation>
    </message>
    <message>
        <source>How often; those in vain and those still open included</source>
        <translation>等待的次数，包括未成功的和尚未结束的</translation>
    </message>
    <message>
        <source>Taken again</source>
        <translation>再次取得</translation>
    </message>
    <message>
        <source>How often the one that had just given it back took it again while another one went on waiting</source>
        <translation>刚归还它的一方在另一方仍在等待时又取得它的次数</translation>
    </message>
    <message>
        <source>the last time by %1</source>
        <translation>最后一次是 %1</translation>
    </message>
</context>
<context>
    <name>braid::views::ComparePage</name>
    <message>
        <source>Compare with a run in a file</source>
        <translation>与文件中的运行对比</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>In what the present run differs from the other one</source>
        <translation>当前运行与另一次运行的不同之处</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一次</translation>
    </message>
    <message>
        <source>In the other run</source>
        <translation>另一次运行中</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二次</translation>
    </message>
    <message>
        <source>In the present run</source>
        <translation>当前运行中</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并列对比</translation>
    </message>
    <message>
        <source>The first run above, the second below, to one scale</source>
        <translation>上为第一次，下为第二次，同一比例</translation>
    </message>
    <message>
        <source>Reading %1 …</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message>
        <source>First: %1 · second: the present run</source>
        <translation>第一次：%1 · 第二次：当前运行</translation>
    </message>
    <message>
        <source>Compares runs: run a scenario again with other parameters, or open the files of other runs.</source>
        <translation>对比多次运行：用不同参数再次运行，或打开其他运行的文件。</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>There is no earlier run yet. Run once more with other parameters, or open the file of another run.</source>
        <translation>还没有先前的运行。请用其他参数再运行一次，或打开另一次运行的文件。</translation>
    </message>
    <message>
        <source>The two runs do not differ by more than any two runs do.</source>
        <translation>两次运行之间没有超出正常波动的差异。</translation>
    </message>
    <message>
        <source>Open other runs…</source>
        <translation>打开其他运行…</translation>
    </message>
    <message>
        <source>Compare the present run with others in files</source>
        <translation>将当前运行与文件中的其他运行对比</translation>
    </message>
    <message>
        <source>Earlier run</source>
        <translation>先前的运行</translation>
    </message>
    <message>
        <source>Compare with the run before this one again</source>
        <translation>重新与上一次运行对比</translation>
    </message>
    <message>
        <source>Differences between the runs</source>
        <translation>各次运行之间的差异</translation>
    </message>
    <message>
        <source>Save the picture of these runs</source>
        <translation>保存这些运行的图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>图片 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>The runs on one time axis, with the differences, as PNG, SVG or PDF</source>
        <translation>同一时间轴上的各次运行及其差异，存为 PNG、SVG 或 PDF</translation>
    </message>
    <message>
        <source>The runs on one time axis</source>
        <translation>同一时间轴上的各次运行</translation>
    </message>
    <message>
        <source>In what a run differs from the first one</source>
        <translation>与第一次运行的不同之处</translation>
    </message>
    <message>
        <source>1 and %1: %2</source>
        <translation>1 与 %1：%2</translation>
    </message>
    <message>
        <source>In the first run</source>
        <translation>第一次运行中</translation>
    </message>
    <message>
        <source>In the later one of the two</source>
        <translation>两者中靠后的一次运行中</translation>
    </message>
    <message>
        <source>%1 runs on one time axis; the last one is the present run</source>
        <translation>同一时间轴上有 %1 次运行；最后一次是当前运行</translation>
    </message>
    <message>
        <source>These runs are of different scenarios.</source>
        <translation>这些运行的场景不同。</translation>
    </message>
    <message>
        <source>All earlier runs</source>
        <translation>所有先前的运行</translation>
    </message>
    <message>
        <source>Run with each value of “%1”, compare all</source>
        <translation>以“%1”的每个取值各运行一次并全部对比</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比对象</translation>
    </message>
    <message>
        <source>Which earlier runs are compared with the present one; one or several</source>
        <translation>与当前运行对比的先前运行；可选一次或多次</translation>
    </message>
</context>
<context>
    <name>braid::views::EventTable</name>
    <message>
        <source>Time, s</source>
        <translation>时间（秒）</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
</context>
<context>
    <name>braid::views::EventsPane</name>
    <message>
        <source>All lanes</source>
        <translation>所有泳道</translation>
    </message>
    <message>
        <source>All objects</source>
        <translation>所有对象</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有种类</translation>
    </message>
    <message>
        <source>All but definitions</source>
        <translation>除定义外的所有种类</translation>
    </message>
    <message>
        <source>Everything that happens in a run is listed here, event by event.</source>
        <translation>运行中发生的一切都逐个事件列在这里。</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 个事件</translation>
    </message>
    <message>
        <source>%1 of %2 events · searched %3 %</source>
        <translation>%2 个事件中的 %1 个 · 已查找 %3 %</translation>
    </message>
    <message>
        <source>%1 of %2 events</source>
        <translation>%2 个事件中的 %1 个</translation>
    </message>
    <message>
        <source>No event fits the filter.</source>
        <translation>没有符合筛选条件的事件。</translation>
    </message>
    <message>
        <source>Only events of this lane</source>
        <translation>只显示此泳道的事件</translation>
    </message>
    <message>
        <source>Only events of this object</source>
        <translation>只显示此对象的事件</translation>
    </message>
    <message>
        <source>Only events of this kind</source>
        <translation>只显示此类事件</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>按文字筛选</translation>
    </message>
    <message>
        <source>Only events whose sentence, kind or line has this in it</source>
        <translation>只显示语句、种类或行号中含有此文字的事件</translation>
    </message>
    <message>
        <source>Show all events</source>
        <translation>显示所有事件</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>braid::views::StatisticsPane</name>
    <message>
        <source>Once a run is on: who ran, slept and waited for how long, and which lock cost how much.</source>
        <translation>运行开始后显示：谁运行、睡眠、等待了多久，哪个锁代价多大。</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>This run has no locks, queues or other objects.</source>
        <translation>这次运行没有锁、队列或其他对象。</translation>
    </message>
    <message>
        <source>Whole run: %1 · %2 events · %3 events/s</source>
        <translation>整个运行：%1 · %2 个事件 · 每秒 %3 个事件</translation>
    </message>
    <message>
        <source>Marked stretch from %1 to %2: %3 · %4 events · %5 events/s</source>
        <translation>标记区段 %1 至 %2：%3 · %4 个事件 · 每秒 %5 个事件</translation>
    </message>
    <message>
        <source>The table could not be saved: %1.</source>
        <translation>无法保存表格：%1。</translation>
    </message>
    <message>
        <source>Save the table as CSV</source>
        <translation>将表格存为 CSV</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Which statistics</source>
        <translation>选择统计</translation>
    </message>
    <message>
        <source>Statistics of the lanes</source>
        <translation>泳道统计</translation>
    </message>
    <message>
        <source>Statistics of the objects</source>
        <translation>对象统计</translation>
    </message>
    <message>
        <source>Save the table as CSV…</source>
        <translation>将表格存为 CSV…</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>Forget the marked stretch: statistics of the whole run</source>
        <translation>取消标记区段：统计整个运行</translation>
    </message>
    <message>
        <source>Contention</source>
        <translation>争用</translation>
    </message>
    <message>
        <source>No lane had to wait for a lock or a semaphore here.</source>
        <translation>这里没有泳道需要等待锁或信号量。</translation>
    </message>
    <message>
        <source>Which lines waited for which locks</source>
        <translation>哪些代码行等待了哪些锁</translation>
    </message>
</context>
<context>
    <name>braid::views::BookmarkEditor</name>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>&amp;Note at %1</source>
        <translation>%1 处的备注(&amp;N)</translation>
    </message>
    <message>
        <source>What is worth finding again here?</source>
        <translation>这里有什么值得再找到？</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>braid::views::BookmarkKeeper</name>
    <message>
        <source>The bookmarks of this run cannot be read.</source>
        <translation>无法读取此次运行的书签。</translation>
    </message>
    <message>
        <source>The bookmarks could not be kept.</source>
        <translation>无法保存书签。</translation>
    </message>
</context>
<context>
    <name>braid::views::CursorBar</name>
    <message>
        <source>Event %1 of %2: %3</source>
        <translation>事件 %1 / %2：%3</translation>
    </message>
    <message>
        <source>Before the first event</source>
        <translation>在第一个事件之前</translation>
    </message>
    <message>
        <source>Now: click into the timeline to look at an earlier moment</source>
        <translation>现在：点击时间线可查看更早的时刻</translation>
    </message>
    <message>
        <source>The end of the run: click into the timeline to look at an earlier moment</source>
        <translation>运行末尾：点击时间线可查看更早的时刻</translation>
    </message>
    <message>
        <source>Replay speed</source>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>How fast the run is played again: 1 × is as fast as it happened</source>
        <translation>回放的快慢：1 × 与实际发生时一样快</translation>
    </message>
    <message>
        <source>Time of the cursor</source>
        <translation>光标时刻</translation>
    </message>
    <message>
        <source>Where the cursor is, and how long the run is</source>
        <translation>光标所在时刻与运行总时长</translation>
    </message>
</context>
<context>
    <name>braid::views::CursorTools</name>
    <message>
        <source>There is no bookmark yet</source>
        <translation>还没有书签</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Replay speed</source>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>There is no bookmark yet: B sets one.</source>
        <translation>还没有书签：按 B 添加一个。</translation>
    </message>
    <message>
        <source>No bookmark after this moment.</source>
        <translation>此刻之后没有书签。</translation>
    </message>
    <message>
        <source>No bookmark before this moment.</source>
        <translation>此刻之前没有书签。</translation>
    </message>
    <message>
        <source>This run has no findings.</source>
        <translation>这次运行没有问题。</translation>
    </message>
    <message>
        <source>No finding after this one.</source>
        <translation>这条之后没有别的问题。</translation>
    </message>
    <message>
        <source>No finding before this one.</source>
        <translation>这条之前没有别的问题。</translation>
    </message>
    <message>
        <source>No event after this one.</source>
        <translation>此后没有事件了。</translation>
    </message>
    <message>
        <source>No event before this one.</source>
        <translation>此前没有事件了。</translation>
    </message>
</context>
<context>
    <name>braid::views::LineEvents</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
</context>
<context>
    <name>braid::views::SourceView</name>
    <message>
        <source>The source as it was when it ran; the file is another one by now, or is not here.</source>
        <translation>运行时的源代码；文件现在已不同，或不在此处。</translation>
    </message>
    <message>
        <source>This event comes from %1:%2; that source is not available here.</source>
        <translation>此事件来自 %1:%2；这里没有该源码。</translation>
    </message>
    <message>
        <source>Line %1: nothing happened here</source>
        <translation>第 %1 行：这里没有发生任何事</translation>
    </message>
    <message>
        <source>Line %1: %2 events</source>
        <translation>第 %1 行：%2 个事件</translation>
    </message>
    <message>
        <source>Line %1: event %2 of %3</source>
        <translation>第 %1 行：事件 %2 / %3</translation>
    </message>
    <message>
        <source>Previous event of this line</source>
        <translation>该行的上一个事件</translation>
    </message>
    <message>
        <source>Next event of this line</source>
        <translation>该行的下一个事件</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>关闭列表</translation>
    </message>
    <message>
        <source>Events of the line</source>
        <translation>该行的事件</translation>
    </message>
    <message>
        <source>This event comes from %1:%2. A run may name any file: it is shown only if you want to see it.</source>
        <translation>此事件来自 %1:%2。运行记录可以写出任何文件名：只有您想看时才会显示。</translation>
    </message>
    <message>
        <source>Show the sources of that folder</source>
        <translation>显示该文件夹中的源代码</translation>
    </message>
    <message>
        <source>Python beside it</source>
        <translation>旁边显示 Python</translation>
    </message>
    <message>
        <source>C++ beside it</source>
        <translation>旁边显示 C++</translation>
    </message>
    <message>
        <source>The scenario's other program: lines that do the same thing light up together</source>
        <translation>该场景的另一个程序：做同一件事的行会一起亮起</translation>
    </message>
    <message>
        <source>The scenario that this is a copy of: lines that both have light up together</source>
        <translation>这是其副本的那个场景：两者共有的行会一起亮起</translation>
    </message>
</context>
<context>
    <name>LaneMenu</name>
    <message>
        <source>Show the %1 lanes “%2” one by one</source>
        <translation>逐条显示“%2”的 %1 条泳道</translation>
    </message>
    <message>
        <source>Fold the %1 lanes “%2” into one row</source>
        <translation>把“%2”的 %1 条泳道合并为一行</translation>
    </message>
    <message>
        <source>Hide all of “%1”</source>
        <translation>隐藏所有“%1”</translation>
    </message>
    <message>
        <source>Show only “%1”</source>
        <translation>只显示“%1”</translation>
    </message>
    <message>
        <source>Only lanes that use</source>
        <translation>只显示用到以下对象的泳道</translation>
    </message>
    <message>
        <source>Show hidden lanes again</source>
        <translation>重新显示隐藏的泳道</translation>
    </message>
    <message>
        <source>Forget what was moved by hand</source>
        <translation>恢复手动调整前的顺序</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>清除所有筛选</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin at the top</source>
        <translation>固定在顶部</translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation>移到最前</translation>
    </message>
    <message>
        <source>Hide “%1”</source>
        <translation>隐藏“%1”</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Fold into one row</source>
        <translation>合并为一行</translation>
    </message>
    <message>
        <source>Back into the row of its family</source>
        <translation>放回所属的合并行</translation>
    </message>
</context>
<context>
    <name>braid::views::LaneBar</name>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Only lanes and objects whose name contains this; * and ? stand for anything</source>
        <translation>只显示名称包含此内容的泳道和对象；* 和 ? 可代表任意字符</translation>
    </message>
    <message>
        <source>Filter lanes and objects by name</source>
        <translation>按名称筛选泳道和对象</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>States (%1)</source>
        <translation>状态（%1）</translation>
    </message>
    <message>
        <source>Only lanes in these states at the moment under inspection</source>
        <translation>只显示在所查看时刻处于这些状态的泳道</translation>
    </message>
    <message>
        <source>Filter lanes by state</source>
        <translation>按状态筛选泳道</translation>
    </message>
    <message>
        <source>Order of the lanes; drag a lane's name to put it elsewhere</source>
        <translation>泳道的顺序；拖动泳道名称可以改变它的位置</translation>
    </message>
    <message>
        <source>Order of the lanes</source>
        <translation>泳道的顺序</translation>
    </message>
    <message>
        <source>Only lanes that ever did something with this object</source>
        <translation>只显示曾使用此对象的泳道</translation>
    </message>
    <message>
        <source>Filter lanes by object</source>
        <translation>按对象筛选泳道</translation>
    </message>
    <message>
        <source>Lanes shown, alone or folded into one row, of all in the run</source>
        <translation>显示的泳道数（单独或合并成行）和总数</translation>
    </message>
    <message>
        <source>Show the hidden lanes again</source>
        <translation>重新显示隐藏的泳道</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>清除所有筛选</translation>
    </message>
    <message>
        <source>By creation</source>
        <translation>按创建顺序</translation>
    </message>
    <message>
        <source>By start</source>
        <translation>按开始时间</translation>
    </message>
    <message>
        <source>By waiting time</source>
        <translation>按等待时间</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>All objects</source>
        <translation>所有对象</translation>
    </message>
    <message>
        <source>%1 lanes</source>
        <translation>%1 条泳道</translation>
    </message>
    <message>
        <source>%1 of %2 lanes</source>
        <translation>%2 条泳道中的 %1 条</translation>
    </message>
    <message>
        <source>%1 hidden</source>
        <translation>已隐藏 %1 条</translation>
    </message>
    <message>
        <source>%1 lanes are hidden: show them again</source>
        <translation>已隐藏 %1 条泳道：重新显示</translation>
    </message>
</context>
<context>
    <name>braid::views::LegendView</name>
    <message>
        <source>Legend: lanes by state</source>
        <translation>图例：各状态的泳道数</translation>
    </message>
    <message>
        <source>%1: %2 lanes at the moment under inspection, %3 % of all lanes' time in view.
Click: only these lanes; again: all. Ctrl adds.</source>
        <translation>%1：所查看时刻有 %2 条泳道，占可见范围内全部泳道时间的 %3 %。
单击：只显示这些泳道；再次单击：显示全部。按住 Ctrl 可多选。</translation>
    </message>
</context>
<context>
    <name>braid::views::MinimapView</name>
    <message>
        <source>Overview of the whole run</source>
        <translation>整个运行的概览</translation>
    </message>
    <message>
        <source>Arrow keys move the visible stretch, + and − zoom it, Home and End go to its ends</source>
        <translation>方向键移动可见范围，+ 和 − 缩放，Home 和 End 到两端</translation>
    </message>
    <message>
        <source>Drag the frame or its sides; click to go there</source>
        <translation>拖动方框或其两侧；单击可跳转到该处</translation>
    </message>
</context>
<context>
    <name>ScenePieces</name>
    <message>
        <source>Time ruler, from %1 to %2</source>
        <translation>时间标尺，从 %1 到 %2</translation>
    </message>
    <message>
        <source>Fold or unfold %1</source>
        <translation>折叠或展开 %1</translation>
    </message>
</context>
<context>
    <name>braid::views::WhyPane</name>
    <message>
        <source>%1 at %2: why?</source>
        <translation>%1 在 %2：为什么？</translation>
    </message>
    <message>
        <source>Click to go to this lane and moment</source>
        <translation>点击前往该泳道和时刻</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Why: the chain to the cause</source>
        <translation>为什么：通往原因的链条</translation>
    </message>
    <message>
        <source>Click a bar: here you read what the lane waits for, who holds it, and so on to the cause; and who let it go.</source>
        <translation>点击一个色条：这里会说明该泳道在等什么、谁占着它，一直追到原因；以及是谁放行了它。</translation>
    </message>
    <message>
        <source>This stretch is still open: answered as of the latest event, %1. The cursor stands at %2; press %3 for that moment.</source>
        <translation>这一段尚未结束：按最新事件 %1 时的情况作答。光标在 %2；按 %3 查看那一刻。</translation>
    </message>
</context>
<context>
    <name>braid::views::CriticalPathPane</name>
    <message>
        <source>Critical path</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>Press C to see the critical path of the run, or of the stretch marked on the ruler: what had to end for the next to go on. Only what lies on it makes the run shorter.</source>
        <translation>按 C 查看整次运行（或标尺上所标时段）的关键路径：前一段必须结束，后一段才能继续。只有缩短路径上的部分，运行才会变短。</translation>
    </message>
</context>
<context>
    <name>braid::views::LaneChoice</name>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Filter the lanes by name</source>
        <translation>按名称筛选泳道</translation>
    </message>
    <message>
        <source>Lanes of the picture</source>
        <translation>图片中的泳道</translation>
    </message>
    <message>
        <source>Only ticked lanes are drawn, with the lanes they belong to</source>
        <translation>只画勾选的泳道及其所属的泳道</translation>
    </message>
    <message>
        <source>Tick these</source>
        <translation>全部勾选</translation>
    </message>
    <message>
        <source>Untick these</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Tick every lane that the filter leaves</source>
        <translation>勾选筛选后剩下的所有泳道</translation>
    </message>
    <message>
        <source>Untick every lane that the filter leaves</source>
        <translation>取消筛选后剩下的所有泳道</translation>
    </message>
</context>
<context>
    <name>braid::views::LegendChoice</name>
    <message>
        <source>Entries of the legend</source>
        <translation>图例条目</translation>
    </message>
    <message>
        <source>Untick it to leave it out; F2 or a double click changes its words</source>
        <translation>取消勾选则不显示；按 F2 或双击可修改文字</translation>
    </message>
    <message>
        <source>Untick what the legend shall leave out; F2 or a double click changes the words.</source>
        <translation>取消勾选的条目不出现在图例中；按 F2 或双击可修改文字。</translation>
    </message>
</context>
<context>
    <name>braid::views::Exports</name>
    <message>
        <source>The window's picture is on the clipboard.</source>
        <translation>窗口画面已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>braid::views::AnimationDialog</name>
    <message>
        <source>Export an animation</source>
        <translation>导出动画</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Frame shown in the preview</source>
        <translation>预览中的帧</translation>
    </message>
    <message>
        <source>Frames written</source>
        <translation>已写入的帧</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>What moves</source>
        <translation>动的是</translation>
    </message>
    <message>
        <source>The run grows</source>
        <translation>运行逐渐生长</translation>
    </message>
    <message>
        <source>The view follows the run</source>
        <translation>视图跟随运行</translation>
    </message>
    <message>
        <source>The cursor goes over the run</source>
        <translation>光标扫过运行</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>The whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>The time in view</source>
        <translation>当前显示的时间</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>No title</source>
        <translation>无标题</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>%1 frames, %2 s; %3 × as fast as the run</source>
        <translation>%1 帧，%2 秒；速度为运行的 %3 倍</translation>
    </message>
    <message>
        <source>Save the animation</source>
        <translation>保存动画</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>已停止，没有写入任何文件。</translation>
    </message>
</context>
<context>
    <name>braid::views::FindBar</name>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Find here</source>
        <translation>在此查找</translation>
    </message>
</context>
<context>
    <name>braid::views::LaneArea</name>
    <message>
        <source>No lane is like that at this moment.</source>
        <translation>此刻没有符合条件的泳道。</translation>
    </message>
    <message>
        <source>Show all lanes</source>
        <translation>显示全部泳道</translation>
    </message>
</context>
<context>
    <name>braid::views::PaletteList</name>
    <message>
        <source>%1: not now, %2</source>
        <translation>%1：暂不可用，%2</translation>
    </message>
</context>
<context>
    <name>braid::views::StatesView</name>
    <message>
        <source>Which lane is in which state appears here during a run.</source>
        <translation>运行时，这里显示哪个泳道处于哪种状态。</translation>
    </message>
    <message>
        <source>Thread states</source>
        <translation>线程状态</translation>
    </message>
</context>
<context>
    <name>braid::views::StepTeller</name>
    <message>
        <source>%1 takes no step now: it waits, or has not come to an operation yet.</source>
        <translation>%1 现在无法走一步：它在等待，或还没有走到下一个操作。</translation>
    </message>
    <message>
        <source>No lane takes a step now: each waits, or has not come to an operation yet.</source>
        <translation>现在没有泳道能走一步：它们都在等待，或还没有走到下一个操作。</translation>
    </message>
    <message>
        <source>Step: %1</source>
        <translation>单步：%1</translation>
    </message>
    <message>
        <source>Step: %1. Next it is about to %2</source>
        <translation>单步：%1。接下来即将%2</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>已暂停：%1</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另外 %1 个</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>%1 now holds %2</source>
        <translation>%1 中现有 %2 项</translation>
    </message>
    <message>
        <source>; %1</source>
        <translation>；%1</translation>
    </message>
</context>
<context>
    <name>braid::views::RunTools</name>
    <message>
        <source>Paused before the first operation. %1: one operation; %2: run on.</source>
        <translation>已在第一个操作前暂停。%1：执行一个操作；%2：继续运行。</translation>
    </message>
    <message>
        <source>Select a lane first, by a click on its name: %1 then steps it alone.</source>
        <translation>请先单击泳道名选中一条泳道：%1 再只让它走一步。</translation>
    </message>
</context>
<context>
    <name>ParametersLine</name>
    <message>
        <source>%1 at %2</source>
        <translation>%1（%2 时）</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>an empty word is no command; see braid --help</source>
        <translation>空字符串不是命令；用法见 braid --help</translation>
    </message>
    <message>
        <source>there is no command &quot;%1&quot;; the commands are list, run, record, attach, report, image and animate (see braid --help)</source>
        <translation>没有命令“%1”；可用的命令有 list、run、record、attach、report、image 和 animate（见 braid --help）</translation>
    </message>
    <message>
        <source>the window opens one file, but &quot;%1&quot; follows</source>
        <translation>窗口一次打开一个文件，但后面还有“%1”</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 what was tried, %2 why it did not work</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: a time must not be negative</source>
        <translation>%1：时间不能为负</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no picture file: its name must end in .png, .svg or .pdf</source>
        <translation>“%1”不是图片文件：文件名必须以 .png、.svg 或 .pdf 结尾</translation>
    </message>
    <message>
        <source>%1 takes a whole number from 1 to %2, not &quot;%3&quot;</source>
        <translation>%1 需要 1 到 %2 的整数，而不是“%3”</translation>
    </message>
    <message>
        <source>Why does this lane (a name or a number) do what it does, and what ended its wait?</source>
        <translation>这条泳道（名称或编号）为何如此，是什么结束了它的等待？</translation>
    </message>
    <message>
        <source>With --why: at that moment (the end)</source>
        <translation>与 --why 连用：在那一刻（默认为末尾）</translation>
    </message>
    <message>
        <source>What the run had to wait for, one after the other</source>
        <translation>运行先后必须等待的东西（关键路径）</translation>
    </message>
    <message>
        <source>With --critical-path: from that moment on</source>
        <translation>与 --critical-path 连用：从那一刻起</translation>
    </message>
    <message>
        <source>With --critical-path: up to that moment</source>
        <translation>与 --critical-path 连用：到那一刻为止</translation>
    </message>
    <message>
        <source>--why takes the name or the number of a lane</source>
        <translation>--why 需要泳道的名称或编号</translation>
    </message>
    <message>
        <source>--at goes with --why only</source>
        <translation>--at 只能与 --why 连用</translation>
    </message>
    <message>
        <source>--from and --to go with --critical-path only</source>
        <translation>--from 和 --to 只能与 --critical-path 连用</translation>
    </message>
    <message>
        <source>--from must lie before --to</source>
        <translation>--from 必须早于 --to</translation>
    </message>
    <message>
        <source>--set takes name=value, not &quot;%1&quot;</source>
        <translation>--set 需要“名称=值”，而不是“%1”</translation>
    </message>
    <message>
        <source>Schedule: %1</source>
        <translation>调度：%1</translation>
    </message>
    <message>
        <source>Command: %1</source>
        <translation>命令：%1</translation>
    </message>
    <message>
        <source>Exit status: %1</source>
        <translation>退出状态：%1</translation>
    </message>
    <message>
        <source>Ended by signal %1 (%2)</source>
        <translation>被信号 %1（%2）终止</translation>
    </message>
    <message>
        <source>--schedule takes round-robin, random or random:SEED, not &quot;%1&quot;</source>
        <translation>--schedule 只接受 round-robin、random 或 random:SEED，而不是“%1”</translation>
    </message>
    <message>
        <source>Let threads take turns, the same in each run: round-robin, random or random:SEED</source>
        <translation>让线程轮流运行，每次运行都一样：round-robin、random 或 random:SEED</translation>
    </message>
    <message>
        <source>--timeout takes a time from 1 ms to 24 h, not &quot;%1&quot;</source>
        <translation>--timeout 需要 1 ms 到 24 h 的时间，而不是“%1”</translation>
    </message>
    <message>
        <source>--jobs goes with --repeat only</source>
        <translation>--jobs 只能与 --repeat 连用</translation>
    </message>
    <message>
        <source>--why and --critical-path ask about one run, not about --repeat</source>
        <translation>--why 和 --critical-path 针对单次运行，不能与 --repeat 连用</translation>
    </message>
    <message>
        <source>--theme takes light or dark, not &quot;%1&quot;</source>
        <translation>--theme 只能是 light 或 dark，不能是“%1”</translation>
    </message>
    <message>
        <source>--objects takes all, interesting or none, not &quot;%1&quot;</source>
        <translation>--objects 只能是 all、interesting 或 none，不能是“%1”</translation>
    </message>
    <message>
        <source>--width takes 200 to 20000 pixels</source>
        <translation>--width 需要 200 到 20000 像素</translation>
    </message>
    <message>
        <source>--scale takes 1 to 4</source>
        <translation>--scale 需要 1 到 4</translation>
    </message>
    <message>
        <source>--page takes %1, not &quot;%2&quot;</source>
        <translation>--page 可以是 %1，不能是“%2”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no animation file: its name must end in .gif</source>
        <translation>“%1”不是动画文件：文件名必须以 .gif 结尾</translation>
    </message>
    <message>
        <source>--size takes WIDTHxHEIGHT, from 320x180 to 4096x4096, not &quot;%1&quot;</source>
        <translation>--size 需要“宽x高”，从 320x180 到 4096x4096，而不是“%1”</translation>
    </message>
    <message>
        <source>--speed takes a number from 0.000001 to 1000 (1: as fast as it was), not &quot;%1&quot;</source>
        <translation>--speed 需要 0.000001 到 1000 的数（1 为实际速度），而不是“%1”</translation>
    </message>
    <message>
        <source>--speed and --length say the same in two ways: give one of them</source>
        <translation>--speed 和 --length 说的是同一件事：只给其中一个</translation>
    </message>
    <message>
        <source>--length takes a time from 100 ms to 1 h, not &quot;%1&quot;</source>
        <translation>--length 需要 100 ms 到 1 h 的时间，而不是“%1”</translation>
    </message>
    <message>
        <source>--kind takes grow, follow or cursor, not &quot;%1&quot;</source>
        <translation>--kind 可以是 grow、follow 或 cursor，不能是“%1”</translation>
    </message>
    <message>
        <source>--csv takes lanes, objects, contention or events, not &quot;%1&quot;</source>
        <translation>--csv 可以是 lanes、objects、contention 或 events，不能是“%1”</translation>
    </message>
    <message>
        <source>--csv goes with neither --json nor --compare</source>
        <translation>--csv 不能与 --json 或 --compare 连用</translation>
    </message>
    <message>
        <source>Say how it is used</source>
        <translation>显示用法</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用法</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>COMMANDS</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>(needed)</source>
        <translation>（必需）</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>this was not expected: %1</source>
        <translation>多余的内容：%1</translation>
    </message>
    <message>
        <source>%1 is needed</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>a value is missing behind %1</source>
        <translation>%1 后面缺少值</translation>
    </message>
    <message>
        <source>this is no number: %1</source>
        <translation>这不是数字：%1</translation>
    </message>
    <message>
        <source>--language takes en or zh, not &quot;%1&quot;</source>
        <translation>--language 可以是 en 或 zh，不能是“%1”</translation>
    </message>
    <message>
        <source>Braid shows concurrency as it happens.
Without a command it opens its window, with a FILE.braid in it if one is named.</source>
        <translation>Braid 实时展示并发。
不带命令时打开窗口；给出 FILE.braid 时在窗口中打开它。</translation>
    </message>
    <message>
        <source>Say which version this is</source>
        <translation>显示版本</translation>
    </message>
    <message>
        <source>Times are written 250ms, 2s or 80us. Exit status: 0 it ran, 1 it could not, 2 wrong words.</source>
        <translation>时间写作 250ms、2s 或 80us。退出状态：0 已运行，1 无法运行，2 命令有误。</translation>
    </message>
    <message>
        <source>The language to speak: en or zh (as the system)</source>
        <translation>使用的语言：en 或 zh（默认跟随系统）</translation>
    </message>
    <message>
        <source>Name the scenarios and their parameters</source>
        <translation>列出场景及其参数</translation>
    </message>
    <message>
        <source>Print one JSON object</source>
        <translation>输出一个 JSON 对象</translation>
    </message>
    <message>
        <source>Run a scenario for real, without a window, and report</source>
        <translation>不开窗口，真实运行一个场景并给出报告</translation>
    </message>
    <message>
        <source>The scenario, as in braid list</source>
        <translation>场景，名称见 braid list</translation>
    </message>
    <message>
        <source>Set a parameter (repeatable); a bare number for a time is ms</source>
        <translation>设置参数（可重复）；时间不带单位时按毫秒计</translation>
    </message>
    <message>
        <source>Start from the values of a preset</source>
        <translation>从某个预设的值开始</translation>
    </message>
    <message>
        <source>End it after so many seconds (60)</source>
        <translation>这么多秒后结束（60）</translation>
    </message>
    <message>
        <source>Keep the trace</source>
        <translation>保存运行记录</translation>
    </message>
    <message>
        <source>Say why a process that was never recorded stands still</source>
        <translation>说明一个从未被记录的进程为何停住不动</translation>
    </message>
    <message>
        <source>Its number; the process goes on as it was</source>
        <translation>进程号；该进程照原样继续</translation>
    </message>
    <message>
        <source>Draw who waits for whom (repeatable): .png, .svg or .pdf</source>
        <translation>画出谁在等谁（可重复）：.png、.svg 或 .pdf</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Record any program, unmodified, and say why it hangs</source>
        <translation>记录任意程序（无需修改），并说明它为何卡住</translation>
    </message>
    <message>
        <source>The program and its arguments, behind --</source>
        <translation>程序及其参数，写在 -- 之后</translation>
    </message>
    <message>
        <source>End it after so many seconds (never)</source>
        <translation>这么多秒后结束它（不结束）</translation>
    </message>
    <message>
        <source>Record its program in Python instead</source>
        <translation>改为录制它的 Python 程序</translation>
    </message>
    <message>
        <source>Start nothing inside Python: its objects are told of as the locks that they consist of</source>
        <translation>不在 Python 内部启动任何东西：其对象按底层的组成部分显示</translation>
    </message>
    <message>
        <source>--schedule orders the steps of Braid's own programs: one in Python is recorded as it runs by itself</source>
        <translation>--schedule 安排的是 Braid 自己程序的步骤：Python 程序按它自己的运行来录制</translation>
    </message>
    <message>
        <source>--interpreter goes with --python only</source>
        <translation>--interpreter 只能与 --python 一起使用</translation>
    </message>
    <message>
        <source>With --python: what runs it, instead of the system's Python</source>
        <translation>与 --python 一起：用它来运行，而不用系统的 Python</translation>
    </message>
    <message>
        <source>%1 has no program in Python</source>
        <translation>%1 没有 Python 程序</translation>
    </message>
    <message>
        <source>%1 was handed over %2 times to a thread that waited for it, each time after %3 on average; %4 waited the longest, %5 in all</source>
        <translation>%1 有 %2 次交给了等待它的线程，每次平均等待 %3；%4 等得最久，总共 %5</translation>
    </message>
    <message>
        <source>End it as soon as nothing in it can move any more</source>
        <translation>一旦其中再没有什么能继续，就结束它</translation>
    </message>
    <message>
        <source>Print one JSON object after its end, or write it to a file</source>
        <translation>在它结束后输出一个 JSON 对象，或写入文件</translation>
    </message>
    <message>
        <source>Set a variable of its environment (repeatable)</source>
        <translation>设置它的一个环境变量（可重复）</translation>
    </message>
    <message>
        <source>--env takes NAME=VALUE, not &quot;%1&quot;</source>
        <translation>--env 需要 NAME=VALUE，而不是“%1”</translation>
    </message>
    <message>
        <source>cannot write the report</source>
        <translation>无法写出报告</translation>
    </message>
    <message>
        <source>Draw a picture (repeatable): .png, .svg or .pdf</source>
        <translation>画一张图片（可重复）：.png、.svg 或 .pdf</translation>
    </message>
    <message>
        <source>Run it R times and add the outcomes up, 1 to 10000; --out and --image take the last run</source>
        <translation>运行 R 次并汇总结局，1 到 10000；--out 和 --image 取最后一次运行</translation>
    </message>
    <message>
        <source>With --repeat: so many runs under way at most (16). The next one starts only while all others sleep; 1: strictly one after another</source>
        <translation>与 --repeat 连用：同时进行的运行不超过这么多（16）。其他运行都在睡眠时才启动下一个；1：严格逐个进行</translation>
    </message>
    <message>
        <source>Report on a saved trace</source>
        <translation>报告已保存的运行记录</translation>
    </message>
    <message>
        <source>A .braid file</source>
        <translation>一个 .braid 文件</translation>
    </message>
    <message>
        <source>Tell in what another trace differs from FILE; can be given several times</source>
        <translation>说明另一份记录与 FILE 有何不同；可多次给出</translation>
    </message>
    <message>
        <source>Write a table instead: lanes, objects, contention or events (times in ns)</source>
        <translation>改为写出表格：lanes、objects、contention 或 events（时间以 ns 计）</translation>
    </message>
    <message>
        <source>Left edge, from the start of the run</source>
        <translation>左边界，从运行开始算起</translation>
    </message>
    <message>
        <source>Right edge</source>
        <translation>右边界</translation>
    </message>
    <message>
        <source>light or dark (light)</source>
        <translation>light 或 dark（light）</translation>
    </message>
    <message>
        <source>Only lanes and objects whose name matches (* and ? as in the shell)</source>
        <translation>只画名称匹配的泳道和对象（* 和 ? 与 shell 中相同）</translation>
    </message>
    <message>
        <source>Leave the legend out</source>
        <translation>不画图例</translation>
    </message>
    <message>
        <source>Which locks and other objects: all, interesting or none (interesting)</source>
        <translation>画哪些锁和其他对象：all（全部）、interesting（值得看的）或 none（不画）（interesting）</translation>
    </message>
    <message>
        <source>Other words above it; &quot;&quot; for none</source>
        <translation>换用别的标题；&quot;&quot; 表示不要标题</translation>
    </message>
    <message>
        <source>Draw a picture of a saved trace</source>
        <translation>画出已保存的运行记录</translation>
    </message>
    <message>
        <source>Where to: .png, .svg or .pdf</source>
        <translation>写到哪里：.png、.svg 或 .pdf</translation>
    </message>
    <message>
        <source>Width in pixels (1600)</source>
        <translation>宽度，像素（1600）</translation>
    </message>
    <message>
        <source>PNG pixels for each pixel of the width, 1 to 4 (1)</source>
        <translation>PNG 的放大倍数，1 到 4（1）</translation>
    </message>
    <message>
        <source>Put it on a page: %1 (screen); in a PDF many lanes go on over several</source>
        <translation>放到页面上：%1（screen）；泳道很多时 PDF 会分成多页</translation>
    </message>
    <message>
        <source>Make an animation of a saved trace</source>
        <translation>把已保存的运行记录做成动画</translation>
    </message>
    <message>
        <source>Where to: .gif</source>
        <translation>写到哪里：.gif</translation>
    </message>
    <message>
        <source>grow: the run grows as it was seen live; follow: with its edge at the right; cursor: the cursor goes over the whole run (grow)</source>
        <translation>grow：像现场观看那样逐渐生长；follow：最新时刻保持在右边；cursor：光标扫过整个运行（grow）</translation>
    </message>
    <message>
        <source>How long it plays (8 s)</source>
        <translation>播放时长（8 s）</translation>
    </message>
    <message>
        <source>Instead of a length: 1 is as fast as it was, 0.01 a hundred times slower</source>
        <translation>代替时长：1 为实际速度，0.01 为慢一百倍</translation>
    </message>
    <message>
        <source>Frames per second, 1 to 50 (20)</source>
        <translation>每秒帧数，1 到 50（20）</translation>
    </message>
    <message>
        <source>Pixels (1280x720)</source>
        <translation>像素（1280x720）</translation>
    </message>
    <message>
        <source>%1; see braid --help</source>
        <translation>%1；用法见 braid --help</translation>
    </message>
    <message>
        <source>%1 has no preset &quot;%2&quot;: it has %3</source>
        <translation>%1 没有预设“%2”：它有 %3</translation>
    </message>
    <message>
        <source>%1 has no parameter &quot;%2&quot;: it has none</source>
        <translation>%1 没有参数“%2”：它没有参数</translation>
    </message>
    <message>
        <source>%1 has no parameter &quot;%2&quot;: it has %3</source>
        <translation>%1 没有参数“%2”：它有 %3</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是一个文件夹</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>没有文件夹 %1</translation>
    </message>
    <message>
        <source>there is no scenario &quot;%1&quot;: braid list names them</source>
        <translation>没有场景“%1”：braid list 会列出全部场景</translation>
    </message>
    <message>
        <source>there is no scenario &quot;%1&quot;: did you mean %2?</source>
        <translation>没有场景“%1”：是不是指 %2？</translation>
    </message>
    <message>
        <source>cannot write to the standard output</source>
        <translation>无法写到标准输出</translation>
    </message>
    <message>
        <source>--from lies behind the end of the run, which is at %1</source>
        <translation>--from 在运行结束之后，运行结束于 %1</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>first: </source>
        <translation>第一次：</translation>
    </message>
    <message>
        <source>second:</source>
        <translation>第二次：</translation>
    </message>
    <message>
        <source>The two runs do not differ by more than any two runs do.</source>
        <translation>两次运行的差别不超过任意两次运行之间的差别。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>共 %2 次，完成 %1 次</translation>
    </message>
    <message>
        <source>%1 run</source>
        <translation>%1 次运行</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 次运行</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>duration, ms</source>
        <translation>时长，ms</translation>
    </message>
    <message>
        <source>Result %1</source>
        <translation>结果 %1</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测量值</translation>
    </message>
    <message>
        <source>stopped; no animation was written</source>
        <translation>已停止；没有写出动画</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>还有 %1 项</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>%1 lines left out (--json has all of them)</source>
        <translation>省略了 %1 行（--json 中有全部内容）</translation>
    </message>
    <message>
        <source>%1 at %2: %3</source>
        <translation>%1（%2）：%3</translation>
    </message>
    <message>
        <source>lane</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>lived</source>
        <translation>存活</translation>
    </message>
    <message>
        <source>its time</source>
        <translation>时间分配</translation>
    </message>
    <message>
        <source>object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>acquired</source>
        <translation>取得次数</translation>
    </message>
    <message>
        <source>contended</source>
        <translation>争用次数</translation>
    </message>
    <message>
        <source>waited</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>held</source>
        <translation>持有</translation>
    </message>
    <message>
        <source>max depth</source>
        <translation>最大深度</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>recorded program</source>
        <translation>记录的程序</translation>
    </message>
    <message>
        <source>%1 after %2, %3 events</source>
        <translation>%1，历时 %2，%3 个事件</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1 个</translation>
    </message>
    <message>
        <source>The file is damaged:</source>
        <translation>文件已损坏：</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>presets: %1</source>
        <translation>预设：%1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>等另外 %1 个</translation>
    </message>
    <message>
        <source>%1 lanes are called &quot;%2&quot;; give the number of one: %3</source>
        <translation>有 %1 条泳道都叫“%2”；请给出其中一条的编号：%3</translation>
    </message>
    <message>
        <source>the run has no lane &quot;%1&quot;; it has %2</source>
        <translation>这次运行没有泳道“%1”；它有 %2</translation>
    </message>
    <message>
        <source>%1 lies after the end of the run, which took %2</source>
        <translation>%1 在运行结束之后，运行历时 %2</translation>
    </message>
    <message>
        <source>%1 at %2: why?</source>
        <translation>%1 在 %2：为什么？</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>%1, from %2 to %3, in %4</source>
        <translation>%1，从 %2 到 %3，共 %4</translation>
    </message>
    <message>
        <source>%1 piece</source>
        <translation>%1 段</translation>
    </message>
    <message>
        <source>%1 pieces</source>
        <translation>%1 段</translation>
    </message>
    <message>
        <source>does</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>for</source>
        <translation>历时</translation>
    </message>
    <message>
        <source>waited for</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>hand-overs</source>
        <translation>交接次数</translation>
    </message>
    <message>
        <source>Objects on it</source>
        <translation>路径上的对象</translation>
    </message>
    <message>
        <source>from</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>ended by</source>
        <translation>由谁结束</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>各段</translation>
    </message>
    <message>
        <source>stopped before the first run had ended</source>
        <translation>在第一次运行结束之前就已停止</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>(the run stood %1 times, for %2 that are no run time)</source>
        <translation>（运行停顿了 %1 次，共 %2，不计入运行时间）</translation>
    </message>
    <message>
        <source>(nothing could move any more, for %1 that are no run time)</source>
        <translation>（什么都动不了了，持续 %1，不计入运行时间）</translation>
    </message>
    <message>
        <source>(paused, for %1 that are no run time)</source>
        <translation>（暂停了 %1，不计入运行时间）</translation>
    </message>
    <message>
        <source>none in what is recorded; parts of the run are missing, and what went wrong there is unknown</source>
        <translation>记录到的部分没有问题；运行有一部分缺失，那里出了什么问题不得而知</translation>
    </message>
    <message>
        <source>--output shows what the program wrote and nothing else: it goes with no other question</source>
        <translation>--output 只显示程序写出的内容，不能与其他提问连用</translation>
    </message>
    <message>
        <source>Show only what the program wrote, as in a terminal</source>
        <translation>只显示程序写出的内容，如同在终端里</translation>
    </message>
    <message>
        <source>Show only what the program writes, as in a terminal</source>
        <translation>只显示程序写出的内容，如同在终端里</translation>
    </message>
    <message>
        <source>--at goes with --graph only</source>
        <translation>--at 只能与 --graph 一起使用</translation>
    </message>
    <message>
        <source>--graph shows one moment: it goes with --at, not with --from, --to or --page</source>
        <translation>--graph 显示一个时刻：与 --at 一起使用，不能与 --from、--to 或 --page 一起使用</translation>
    </message>
    <message>
        <source>Who waits for whom, instead of the timeline</source>
        <translation>画出谁在等待谁，而不是时间线</translation>
    </message>
    <message>
        <source>With --graph: at that moment (the end)</source>
        <translation>与 --graph 一起：在那个时刻（末尾）</translation>
    </message>
    <message>
        <source>With --image: all of the run, also where a part of it tells its story</source>
        <translation>与 --image 一起：画整个运行，即使其中一段就能说明问题</translation>
    </message>
    <message>
        <source>All of the run, also where a part of it tells its story</source>
        <translation>画整个运行，即使其中一段就能说明问题</translation>
    </message>
    <message>
        <source>--whole shows all of the run: it goes with neither --from nor --to</source>
        <translation>--whole 画整个运行，不能与 --from 或 --to 一起用</translation>
    </message>
    <message>
        <source>With --compare: draw them on one time axis (.png, .svg or .pdf)</source>
        <translation>配合 --compare：把它们画在同一时间轴上（.png、.svg 或 .pdf）</translation>
    </message>
    <message>
        <source>--image goes with --compare: braid image draws one run</source>
        <translation>--image 要与 --compare 一起用：画一次运行请用 braid image</translation>
    </message>
    <message>
        <source>Charts of all results below the timeline (of those that compare something)</source>
        <translation>在时间线下方画出所有结果的图表（默认只画作比较的那些）</translation>
    </message>
    <message>
        <source>Leave the charts out</source>
        <translation>不画图表</translation>
    </message>
    <message>
        <source>at most %1 runs are compared at once</source>
        <translation>一次最多对比 %1 次运行</translation>
    </message>
    <message>
        <source>Run %1 (second) compared with run 1 (first)</source>
        <translation>第 %1 次运行（第二次）与第 1 次运行（第一次）相比</translation>
    </message>
    <message>
        <source>%1: it runs unrecorded</source>
        <translation>%1：它将不被记录地运行</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>at %1: %2</source>
        <translation>%1 时：%2</translation>
    </message>
    <message>
        <source>waits at</source>
        <translation>等待处</translation>
    </message>
    <message>
        <source>behind who took it at</source>
        <translation>持有者取得处</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待次数</translation>
    </message>
    <message>
        <source>longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>taken again meanwhile</source>
        <translation>其间再次取得</translation>
    </message>
    <message>
        <source>Contention</source>
        <translation>争用</translation>
    </message>
    <message>
        <source>Recording it took about %1 ns for each of %2 events, %3 together: %4 of the time its threads ran</source>
        <translation>记录每个事件约需 %1 ns，共 %2 个事件，合计 %3：占其线程运行时间的 %4</translation>
    </message>
    <message>
        <source>Braid ended the program: a part of it is stuck for good, and the rest waits for it or for nothing in the program</source>
        <translation>Braid 结束了该程序：它的一部分已卡住且不会再继续，其余部分在等它，或不等程序中的任何事物</translation>
    </message>
    <message>
        <source>%1 places in the code have no line: a trace has room for 65 535</source>
        <translation>代码中有 %1 个位置没有行号：一份跟踪最多容纳 65 535 个</translation>
    </message>
    <message>
        <source>The program has ended; processes that it left behind go on, and are not recorded any more: %1</source>
        <translation>程序已结束；它留下的进程仍在运行，但不再记录：%1</translation>
    </message>
    <message>
        <source>Stack of %1:</source>
        <translation>%1 的调用栈：</translation>
    </message>
    <message>
        <source>(a signal came here)</source>
        <translation>（信号在此处到来）</translation>
    </message>
    <message>
        <source>--repeat and --schedule are for scenarios, and %1 describes none</source>
        <translation>--repeat 和 --schedule 用于场景，而 %1 没有描述场景</translation>
    </message>
    <message>
        <source>%1 was not started: %2</source>
        <translation>%1 没有启动：%2</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 runs</source>
        <translation>%1 次运行</translation>
    </message>
</context>
<context>
    <name>sentence</name>
    <message>
        <source>%1 is created</source>
        <translation>%1 被创建</translation>
    </message>
    <message>
        <source>%1 creates %2</source>
        <translation>%1 创建 %2</translation>
    </message>
    <message>
        <source>%1 is called %2 from here on</source>
        <translation>%1 从此改名为 %2</translation>
    </message>
    <message>
        <source>The trace keeps the source %1 as it was when the program began</source>
        <translation>轨迹保存了程序开始时的源代码 %1</translation>
    </message>
    <message>
        <source>The trace names %1, line %2</source>
        <translation>记录中写有 %1 第 %2 行</translation>
    </message>
    <message>
        <source>The run's %1 is %2</source>
        <translation>本次运行的 %1 是 %2</translation>
    </message>
    <message>
        <source>Parameter %1 is %2</source>
        <translation>参数 %1 为 %2</translation>
    </message>
    <message>
        <source>Parameter %1 is moved to %2</source>
        <translation>参数 %1 调整为 %2</translation>
    </message>
    <message>
        <source>Result %1 is %2</source>
        <translation>结果 %1 为 %2</translation>
    </message>
    <message>
        <source>%1 starts %2</source>
        <translation>%1 启动 %2</translation>
    </message>
    <message>
        <source>%1 begins</source>
        <translation>%1 开始运行</translation>
    </message>
    <message>
        <source>%1 ends</source>
        <translation>%1 结束</translation>
    </message>
    <message>
        <source>%1 ends with status %2</source>
        <translation>%1 结束，状态码 %2</translation>
    </message>
    <message>
        <source>%1 is killed by %2</source>
        <translation>%1 被 %2 杀死</translation>
    </message>
    <message>
        <source>%1 is gone: %2</source>
        <translation>%1 消失了：%2</translation>
    </message>
    <message>
        <source>%1 is killed</source>
        <translation>%1 被杀死</translation>
    </message>
    <message>
        <source>%1 waits for %2 to end</source>
        <translation>%1 等待 %2 结束</translation>
    </message>
    <message>
        <source>%1 waits for %2 to end, at most %3</source>
        <translation>%1 等待 %2 结束，最多 %3</translation>
    </message>
    <message>
        <source>%1 sees that %2 has ended</source>
        <translation>%1 看到 %2 已结束</translation>
    </message>
    <message>
        <source>%1 sees that %2 has ended, after %3</source>
        <translation>%1 等了 %3，看到 %2 已结束</translation>
    </message>
    <message>
        <source>%1 gives up waiting for %2 to end</source>
        <translation>%1 不再等待 %2 结束</translation>
    </message>
    <message>
        <source>%1 gives up waiting for %2 to end after %3</source>
        <translation>%1 等了 %3 后不再等待 %2 结束</translation>
    </message>
    <message>
        <source>%1 sleeps for %2</source>
        <translation>%1 睡眠 %2</translation>
    </message>
    <message>
        <source>%1 wakes up</source>
        <translation>%1 醒来</translation>
    </message>
    <message>
        <source>%1 wakes up after %2</source>
        <translation>%1 睡了 %2 后醒来</translation>
    </message>
    <message>
        <source>%1 lets others go first</source>
        <translation>%1 让别人先走</translation>
    </message>
    <message>
        <source>%1 is held</source>
        <translation>%1 被暂停</translation>
    </message>
    <message>
        <source>%1 is paused by the person</source>
        <translation>%1 被人为暂停</translation>
    </message>
    <message>
        <source>%1 was paused by the person</source>
        <translation>%1 曾被人为暂停</translation>
    </message>
    <message>
        <source>%1 has been held for %2 by slow motion</source>
        <translation>慢动作已让 %1 停了 %2</translation>
    </message>
    <message>
        <source>%1 was held for %2 by slow motion</source>
        <translation>慢动作让 %1 停了 %2</translation>
    </message>
    <message>
        <source>%1 goes on</source>
        <translation>%1 继续</translation>
    </message>
    <message>
        <source>%1 goes on after %2</source>
        <translation>%1 在 %2 后继续</translation>
    </message>
    <message>
        <source>%1 was ready but did not run for %2</source>
        <translation>%1 已就绪但有 %2 没有得到 CPU</translation>
    </message>
    <message>
        <source>%1 was ready but did not run for %2 (measured at intervals: somewhere within %3)</source>
        <translation>%1 已就绪但有 %2 没有得到 CPU（按间隔测得：位于这 %3 之内的某处）</translation>
    </message>
    <message>
        <source>%1 waits for data on descriptor %2</source>
        <translation>%1 等待描述符 %2 上的数据</translation>
    </message>
    <message>
        <source>%1 copies data of descriptor %2</source>
        <translation>%1 复制描述符 %2 的数据</translation>
    </message>
    <message>
        <source>%1 finishes its I/O: %2</source>
        <translation>%1 完成 I/O：%2</translation>
    </message>
    <message>
        <source>%1 fails in its I/O with error %2</source>
        <translation>%1 的 I/O 失败，错误 %2</translation>
    </message>
    <message>
        <source>%1 suspends itself</source>
        <translation>%1 挂起自己</translation>
    </message>
    <message>
        <source>%1 suspends itself until %2</source>
        <translation>%1 挂起自己，直到 %2</translation>
    </message>
    <message>
        <source>%1 resumes %2</source>
        <translation>%1 恢复 %2</translation>
    </message>
    <message>
        <source>%1 lets %2 go on in its next turn</source>
        <translation>%1 使 %2 就绪，轮到它时继续</translation>
    </message>
    <message>
        <source>%1 waits for %2</source>
        <translation>%1 等待 %2</translation>
    </message>
    <message>
        <source>%1 waits for %2, at most %3</source>
        <translation>%1 等待 %2，最多 %3</translation>
    </message>
    <message>
        <source>%1 waits for %2, held by %3 for %4</source>
        <translation>%1 等待 %2，它已被 %3 持有 %4</translation>
    </message>
    <message>
        <source>%1 waits for %2, held by %3 for %4; at most %5</source>
        <translation>%1 等待 %2，它已被 %3 持有 %4；最多等 %5</translation>
    </message>
    <message>
        <source>%1 waits for %2, held by %3 and %4 more</source>
        <translation>%1 等待 %2，它被 %3 和另外 %4 个持有</translation>
    </message>
    <message>
        <source>%1 waits for %2, held by %3 and %4 more; at most %5</source>
        <translation>%1 等待 %2，它被 %3 和另外 %4 个持有；最多等 %5</translation>
    </message>
    <message>
        <source>%1 waits for its copy of %2, which it has held since it was forked by who held it%3</source>
        <translation>%1 等待自己那份 %2；自从它被持有者 fork 出来，它自己就一直持有这份锁%3</translation>
    </message>
    <message>
        <source>%1 waits for %2, which it holds itself</source>
        <translation>%1 等待 %2，而持有它的正是自己</translation>
    </message>
    <message>
        <source>%1 takes %2</source>
        <translation>%1 取得 %2</translation>
    </message>
    <message>
        <source>%1 takes %2 after %3</source>
        <translation>%1 等了 %3 后取得 %2</translation>
    </message>
    <message>
        <source>%1 takes %2 again, depth %3</source>
        <translation>%1 再次取得 %2，深度 %3</translation>
    </message>
    <message>
        <source>%1 takes %2 together with others</source>
        <translation>%1 与其他线程共同取得 %2</translation>
    </message>
    <message>
        <source>%1 takes %2 together with others after %3</source>
        <translation>%1 等了 %3 后与其他线程共同取得 %2</translation>
    </message>
    <message>
        <source>%1 tries to take %2 and cannot</source>
        <translation>%1 尝试取得 %2，未成功</translation>
    </message>
    <message>
        <source>%1 tries to take %2 and cannot: held by %3</source>
        <translation>%1 尝试取得 %2，未成功：它被 %3 持有</translation>
    </message>
    <message>
        <source>%1 gives up on %2</source>
        <translation>%1 放弃等待 %2</translation>
    </message>
    <message>
        <source>%1 gives up on %2 after %3</source>
        <translation>%1 等了 %3 后放弃 %2</translation>
    </message>
    <message>
        <source>%1 cannot take %2: the other side is gone</source>
        <translation>%1 无法取得 %2：另一端已不存在</translation>
    </message>
    <message>
        <source>%1 releases %2</source>
        <translation>%1 释放 %2</translation>
    </message>
    <message>
        <source>%1 releases %2 after %3</source>
        <translation>%1 持有 %3 后释放 %2</translation>
    </message>
    <message>
        <source>%1 releases %2 once, depth %3 left</source>
        <translation>%1 释放 %2 一次，剩余深度 %3</translation>
    </message>
    <message>
        <source>%1 gives %2 permits to %3</source>
        <translation>%1 归还 %2 个许可给 %3</translation>
    </message>
    <message>
        <source>%1 passes %2</source>
        <translation>%1 通过 %2</translation>
    </message>
    <message>
        <source>%1 passes %2 after %3</source>
        <translation>%1 等了 %3 后通过 %2</translation>
    </message>
    <message>
        <source>%1 passes %2 after %3, woken by %4</source>
        <translation>%1 等了 %3 后通过 %2，由 %4 唤醒</translation>
    </message>
    <message>
        <source>%1 sets %2</source>
        <translation>%1 设置 %2</translation>
    </message>
    <message>
        <source>%1 notifies one waiter of %2</source>
        <translation>%1 通知 %2 的一个等待者</translation>
    </message>
    <message>
        <source>%1 notifies all waiters of %2</source>
        <translation>%1 通知 %2 的所有等待者</translation>
    </message>
    <message>
        <source>%1 counts %2 down</source>
        <translation>%1 让 %2 倒数一次</translation>
    </message>
    <message>
        <source>%1 arrives at %2</source>
        <translation>%1 到达 %2</translation>
    </message>
    <message>
        <source>%1 signals %2</source>
        <translation>%1 发信号给 %2</translation>
    </message>
    <message>
        <source>%1 clears %2</source>
        <translation>%1 清除 %2</translation>
    </message>
    <message>
        <source>%1 reads %2 from %3</source>
        <translation>%1 从 %3 读到 %2</translation>
    </message>
    <message>
        <source>%1 writes %2 to %3</source>
        <translation>%1 把 %2 写入 %3</translation>
    </message>
    <message>
        <source>%1 changes %3 from %2 to %4 in one step</source>
        <translation>%1 一步把 %3 从 %2 改为 %4</translation>
    </message>
    <message>
        <source>%1 changes %2 to %3 in one step</source>
        <translation>%1 一步把 %2 改为 %3</translation>
    </message>
    <message>
        <source>%1 finds another value in %2 than it expected</source>
        <translation>%1 发现 %2 的值不是它期望的</translation>
    </message>
    <message>
        <source>%1 waits for %2 to change from %3</source>
        <translation>%1 等待 %2 不再是 %3</translation>
    </message>
    <message>
        <source>%1 waits for room in %2</source>
        <translation>%1 等待 %2 有空位</translation>
    </message>
    <message>
        <source>%1 waits for room in %2, at most %3</source>
        <translation>%1 等待 %2 有空位，最多 %3</translation>
    </message>
    <message>
        <source>%1 puts item %2 into %3</source>
        <translation>%1 把第 %2 项放入 %3</translation>
    </message>
    <message>
        <source>%1 puts %2 into %3</source>
        <translation>%1 把 %2 放入 %3</translation>
    </message>
    <message>
        <source>%1 finds %2 full</source>
        <translation>%1 发现 %2 已满</translation>
    </message>
    <message>
        <source>%1 gives up waiting for room in %2</source>
        <translation>%1 不再等待 %2 有空位</translation>
    </message>
    <message>
        <source>%1 cannot put: the other side of %2 is gone</source>
        <translation>%1 无法放入：%2 的另一端已不存在</translation>
    </message>
    <message>
        <source>%1 waits for an item of %2</source>
        <translation>%1 等待 %2 中有数据</translation>
    </message>
    <message>
        <source>%1 waits for an item of %2, at most %3</source>
        <translation>%1 等待 %2 中有数据，最多 %3</translation>
    </message>
    <message>
        <source>%1 gets item %2 from %3</source>
        <translation>%1 从 %3 取出第 %2 项</translation>
    </message>
    <message>
        <source>%1 gets %2 from %3</source>
        <translation>%1 从 %3 取出 %2</translation>
    </message>
    <message>
        <source>%1 finds %2 empty</source>
        <translation>%1 发现 %2 为空</translation>
    </message>
    <message>
        <source>%1 gives up waiting for an item of %2</source>
        <translation>%1 不再等待 %2 中的数据</translation>
    </message>
    <message>
        <source>%1 cannot get: the other side of %2 is gone</source>
        <translation>%1 无法取出：%2 的另一端已不存在</translation>
    </message>
    <message>
        <source>%1 reports a task of %2 as done, %3 left</source>
        <translation>%1 报告 %2 的一个任务完成，剩余 %3 个</translation>
    </message>
    <message>
        <source>%1 waits until all tasks of %2 are done</source>
        <translation>%1 等待 %2 的所有任务完成</translation>
    </message>
    <message>
        <source>%1 sees that all tasks of %2 are done</source>
        <translation>%1 看到 %2 的所有任务已完成</translation>
    </message>
    <message>
        <source>%1 prints: %2</source>
        <translation>%1 打印：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 what was tried, %2 why it did not work</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The trace has reached its limit: nothing is recorded from here on</source>
        <translation>记录已达上限：此后不再记录</translation>
    </message>
    <message>
        <source>%1 does something this version does not know</source>
        <translation>%1 做了本版本不认识的事</translation>
    </message>
    <message>
        <source>%1 unlocks %2, which it does not hold</source>
        <translation>%1 释放了并非自己持有的 %2</translation>
    </message>
    <message>
        <source>%1 unlocks %2, which nobody holds</source>
        <translation>%1 释放了没有人持有的 %2</translation>
    </message>
    <message>
        <source>%1 locks %2 once more although it holds it</source>
        <translation>%1 已持有 %2，却又去锁它</translation>
    </message>
    <message>
        <source>%1 destroys %2 while it is held</source>
        <translation>%1 销毁了仍被持有的 %2</translation>
    </message>
    <message>
        <source>%1 joins %2 a second time</source>
        <translation>%1 第二次 join %2</translation>
    </message>
    <message>
        <source>%1 joins itself</source>
        <translation>%1 join 了自己</translation>
    </message>
    <message>
        <source>%1 joins %2, which was never started</source>
        <translation>%1 join 了从未启动的 %2</translation>
    </message>
    <message>
        <source>%1 starts %2 a second time</source>
        <translation>%1 第二次启动 %2</translation>
    </message>
    <message>
        <source>%1 failed, and nobody has asked for its result: %2</source>
        <translation>%1 失败了，而没有人来取它的结果：%2</translation>
    </message>
    <message>
        <source>%1 gives back more to %2 than was taken</source>
        <translation>%1 归还给 %2 的多于取走的</translation>
    </message>
    <message>
        <source>%1 waits for %2 without holding its lock</source>
        <translation>%1 没有持有锁就等待 %2</translation>
    </message>
    <message>
        <source>%1 leaves %2 without joining it</source>
        <translation>%1 没有 join 就丢下了 %2</translation>
    </message>
    <message>
        <source>%1 misuses %2</source>
        <translation>%1 误用了 %2</translation>
    </message>
    <message>
        <source>%1 was not started for %2</source>
        <translation>%1 有 %2 未被启动</translation>
    </message>
    <message>
        <source>%1 has not been started for %2</source>
        <translation>%1 至今 %2 未被启动</translation>
    </message>
    <message>
        <source>%1 has been ready without running for %2</source>
        <translation>%1 已就绪 %2，还没有运行</translation>
    </message>
    <message>
        <source>%1 ran for %2</source>
        <translation>%1 运行了 %2</translation>
    </message>
    <message>
        <source>%1 has been running for %2</source>
        <translation>%1 已运行 %2</translation>
    </message>
    <message>
        <source>%1 was blocked on %2 for %3</source>
        <translation>%1 阻塞在 %2 上 %3</translation>
    </message>
    <message>
        <source>%1 has been blocked on %2 for %3</source>
        <translation>%1 已阻塞在 %2 上 %3</translation>
    </message>
    <message>
        <source>%1 was blocked on %2 for %3, held by %4</source>
        <translation>%1 阻塞在 %2 上 %3，它被 %4 持有</translation>
    </message>
    <message>
        <source>%1 has been blocked on %2 for %3, held by %4</source>
        <translation>%1 已阻塞在 %2 上 %3，它被 %4 持有</translation>
    </message>
    <message>
        <source>%1 waited for %2 for %3</source>
        <translation>%1 等待 %2 共 %3</translation>
    </message>
    <message>
        <source>%1 has been waiting for %2 for %3</source>
        <translation>%1 已等待 %2 共 %3</translation>
    </message>
    <message>
        <source>%1 waited for %2 to end for %3</source>
        <translation>%1 等待 %2 结束，共 %3</translation>
    </message>
    <message>
        <source>%1 has been waiting for %2 to end for %3</source>
        <translation>%1 已等待 %2 结束 %3</translation>
    </message>
    <message>
        <source>%1 waited for %2</source>
        <translation>%1 等待了 %2</translation>
    </message>
    <message>
        <source>%1 has been waiting for %2 now</source>
        <translation>%1 已等待 %2</translation>
    </message>
    <message>
        <source>%1 slept for %2</source>
        <translation>%1 睡眠了 %2</translation>
    </message>
    <message>
        <source>%1 has been sleeping for %2</source>
        <translation>%1 已睡眠 %2</translation>
    </message>
    <message>
        <source>%1 waited for I/O for %2</source>
        <translation>%1 等待 I/O %2</translation>
    </message>
    <message>
        <source>%1 has been waiting for I/O for %2</source>
        <translation>%1 已等待 I/O %2</translation>
    </message>
    <message>
        <source>%1 copied data for %2</source>
        <translation>%1 复制数据 %2</translation>
    </message>
    <message>
        <source>%1 has been copying data for %2</source>
        <translation>%1 已复制数据 %2</translation>
    </message>
    <message>
        <source>%1 was suspended for %2</source>
        <translation>%1 挂起了 %2</translation>
    </message>
    <message>
        <source>%1 has been suspended for %2</source>
        <translation>%1 已挂起 %2</translation>
    </message>
    <message>
        <source>Deadlock: %1</source>
        <translation>死锁：%1</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 waits for %2, held by %3</source>
        <translation>%1 等待 %2，它被 %3 持有</translation>
    </message>
    <message>
        <source>%1 waits for its own end</source>
        <translation>%1 等待自己结束</translation>
    </message>
    <message>
        <source>Lost update on %1: %2 and %3 both read %4; %3's %5 was overwritten by %2's %6</source>
        <translation>%1 丢失更新：%2 和 %3 都读到 %4；%3 写的 %5 被 %2 写的 %6 覆盖</translation>
    </message>
    <message>
        <source>Lost update on %1: %2 read %3, %4 read %5; %4's %6 was overwritten by %2's %7</source>
        <translation>%1 丢失更新：%2 读到 %3，%4 读到 %5；%4 写的 %6 被 %2 写的 %7 覆盖</translation>
    </message>
    <message>
        <source>Lost update on %1: %2 read %3; %4's %5, written meanwhile, was overwritten by %2's %6</source>
        <translation>%1 丢失更新：%2 读到 %3；其间 %4 写的 %5 被 %2 写的 %6 覆盖</translation>
    </message>
    <message>
        <source>Stale check of %1: %2 saw %3 and went ahead; by then %4 had made it %5, and it became %6</source>
        <translation>%1 的检查已过时：%2 看到 %3 就继续；那时 %4 已把它改为 %5，于是它变成 %6</translation>
    </message>
    <message>
        <source>so far at %1, expected %2: one update lost</source>
        <translation>目前是 %1，应是 %2：丢失一次更新</translation>
    </message>
    <message>
        <source>ended at %1, expected %2: one update lost</source>
        <translation>最后是 %1，应是 %2：丢失一次更新</translation>
    </message>
    <message>
        <source>so far at %1, expected %2: %3 updates lost</source>
        <translation>目前是 %1，应是 %2：丢失 %3 次更新</translation>
    </message>
    <message>
        <source>%1 ended at %2, expected %3: one update lost, at %4</source>
        <translation>%1 最后是 %2，应是 %3：丢失 1 次更新，在 %4</translation>
    </message>
    <message>
        <source>%1 ended at %2, expected %3: %5 updates lost, the first at %4</source>
        <translation>%1 最后是 %2，应是 %3：丢失 %5 次更新，第一次在 %4</translation>
    </message>
    <message>
        <source>%1 is at %2, expected %3: one update lost so far, at %4</source>
        <translation>%1 现在是 %2，应是 %3：至今丢失 1 次更新，在 %4</translation>
    </message>
    <message>
        <source>%1 is at %2, expected %3: %5 updates lost so far, the first at %4</source>
        <translation>%1 现在是 %2，应是 %3：至今丢失 %5 次更新，第一次在 %4</translation>
    </message>
    <message>
        <source>ended at %1, expected %2: %3 updates lost</source>
        <translation>最后是 %1，应是 %2：丢失 %3 次更新</translation>
    </message>
    <message>
        <source>The program crashed</source>
        <translation>程序崩溃了</translation>
    </message>
    <message>
        <source>%1 crashed: %2</source>
        <translation>%1 崩溃：%2</translation>
    </message>
    <message>
        <source>%1 crashed: %2; what was seen last: %3</source>
        <translation>%1 崩溃：%2；最后看到的是：%3</translation>
    </message>
    <message>
        <source>%1 was killed: %2</source>
        <translation>%1 被杀死：%2</translation>
    </message>
    <message>
        <source>%1 more of this kind up to %2, the last of them: %3</source>
        <translation>到 %2 为止，同类情况还有 %1 次，最后一次：%3</translation>
    </message>
    <message>
        <source>and so on through %1 more, back to the first</source>
        <translation>如此再经过 %1 个，回到第一个</translation>
    </message>
    <message>
        <source>The trace reached its limit after %1: what came later was not recorded</source>
        <translation>记录在 %1 后达到上限：之后的内容没有记录</translation>
    </message>
    <message>
        <source>%1 held up %2 for %3 without giving the thread back, while others waited for their turn: %4</source>
        <translation>%1 占着 %2 的线程 %3 没有交还，等着轮到自己的还有 %4 个</translation>
    </message>
    <message>
        <source>%1 held up %2 for %3 without giving the thread back (%5), while others waited for their turn: %4</source>
        <translation>%1 占着 %2 的线程 %3 没有交还（%5），等着轮到自己的还有 %4 个</translation>
    </message>
    <message>
        <source>%1 waits for event %2, which nobody left can set</source>
        <translation>%1 等待事件 %2，但已没有谁能设置它</translation>
    </message>
    <message>
        <source>%1 threads wait for event %2, which nobody left can set</source>
        <translation>%1 个线程等待事件 %2，但已没有谁能设置它</translation>
    </message>
    <message>
        <source>%1 waits for condition %2, which nobody left can notify</source>
        <translation>%1 等待条件 %2，但已没有谁能通知</translation>
    </message>
    <message>
        <source>%1 threads wait for condition %2, which nobody left can notify</source>
        <translation>%1 个线程等待条件 %2，但已没有谁能通知</translation>
    </message>
    <message>
        <source>%1 waits for %2 to change from %3, which nobody left can do</source>
        <translation>%1 等待 %2 不再是 %3，但已没有谁能改变它</translation>
    </message>
    <message>
        <source>%1 threads wait for %2 to change from %3, which nobody left can do</source>
        <translation>%1 个线程等待 %2 不再是 %3，但已没有谁能改变它</translation>
    </message>
    <message>
        <source>%1 waits for %2 to change from %3; it has changed, but nobody left can notify</source>
        <translation>%1 等待 %2 不再是 %3；它已改变，但已没有谁能通知</translation>
    </message>
    <message>
        <source>%1 threads wait for %2 to change from %3; it has changed, but nobody left can notify</source>
        <translation>%1 个线程等待 %2 不再是 %3；它已改变，但已没有谁能通知</translation>
    </message>
    <message>
        <source>%1 waits at barrier %2 for %3 more, who cannot come</source>
        <translation>%1 在屏障 %2 等待另外 %3 个，而它们来不了</translation>
    </message>
    <message>
        <source>%1 threads wait at barrier %2 for %3 more, who cannot come</source>
        <translation>%1 个线程在屏障 %2 等待另外 %3 个，而它们来不了</translation>
    </message>
    <message>
        <source>%1 waits for latch %2, which nobody left can count down from %3</source>
        <translation>%1 等待闩锁 %2，但已没有谁能把它从 %3 倒数下去</translation>
    </message>
    <message>
        <source>%1 threads wait for latch %2, which nobody left can count down from %3</source>
        <translation>%1 个线程等待闩锁 %2，但已没有谁能把它从 %3 倒数下去</translation>
    </message>
    <message>
        <source>%1 waits for an item of %2, which nobody left can put</source>
        <translation>%1 等待 %2 中的数据，但已没有谁能放入</translation>
    </message>
    <message>
        <source>%1 threads wait for an item of %2, which nobody left can put</source>
        <translation>%1 个线程等待 %2 中的数据，但已没有谁能放入</translation>
    </message>
    <message>
        <source>%1 waits for room in %2, which nobody left can make</source>
        <translation>%1 等待 %2 的空位，但已没有谁能腾出</translation>
    </message>
    <message>
        <source>%1 threads wait for room in %2, which nobody left can make</source>
        <translation>%1 个线程等待 %2 的空位，但已没有谁能腾出</translation>
    </message>
    <message>
        <source>%1 waits for data on %2, which nobody left can send</source>
        <translation>%1 等待 %2 上的数据，但已没有谁能发送</translation>
    </message>
    <message>
        <source>%1 threads wait for data on %2, which nobody left can send</source>
        <translation>%1 个线程等待 %2 上的数据，但已没有谁能发送</translation>
    </message>
    <message>
        <source>%1 waits for one of the descriptors of %2, at whose other ends nobody is left</source>
        <translation>%1 等待 %2 的某个描述符，但另一端已没有谁</translation>
    </message>
    <message>
        <source>%1 threads wait for one of the descriptors of %2, at whose other ends nobody is left</source>
        <translation>%1 个线程等待 %2 的某个描述符，但另一端已没有谁</translation>
    </message>
    <message>
        <source>%1 waits for a permit of %2, which nobody left can release</source>
        <translation>%1 等待 %2 的许可，但已没有谁能归还</translation>
    </message>
    <message>
        <source>%1 threads wait for a permit of %2, which nobody left can release</source>
        <translation>%1 个线程等待 %2 的许可，但已没有谁能归还</translation>
    </message>
    <message>
        <source>%1 waits for %2, held by %3, which has ended</source>
        <translation>%1 等待 %2，而持有它的 %3 已经结束</translation>
    </message>
    <message>
        <source>%1 threads wait for %2, held by %3, which has ended</source>
        <translation>%1 个线程等待 %2，而持有它的 %3 已经结束</translation>
    </message>
    <message>
        <source>%1 waits for %2, held by %3, which is stuck</source>
        <translation>%1 等待 %2，而持有它的 %3 卡住了</translation>
    </message>
    <message>
        <source>%1 threads wait for %2, held by %3, which is stuck</source>
        <translation>%1 个线程等待 %2，而持有它的 %3 卡住了</translation>
    </message>
    <message>
        <source>%1 waits for %2 to end, which is stuck</source>
        <translation>%1 等待 %2 结束，而它卡住了</translation>
    </message>
    <message>
        <source>%1 threads wait for %2 to end, which is stuck</source>
        <translation>%1 个线程等待 %2 结束，而它卡住了</translation>
    </message>
    <message>
        <source>%1 waits for %2 to end, which was never started</source>
        <translation>%1 等待 %2 结束，而它从未启动</translation>
    </message>
    <message>
        <source>%1 threads wait for %2 to end, which was never started</source>
        <translation>%1 个线程等待 %2 结束，而它从未启动</translation>
    </message>
    <message>
        <source>%1 is suspended and nobody left can resume it</source>
        <translation>%1 已挂起，且没有谁能恢复它</translation>
    </message>
    <message>
        <source>%1 coroutines are suspended and nobody left can resume them</source>
        <translation>%1 个协程已挂起，且没有谁能恢复它们</translation>
    </message>
    <message>
        <source>%1 waits for %2, which nobody left can give</source>
        <translation>%1 等待 %2，但已没有谁能给它</translation>
    </message>
    <message>
        <source>%1 threads wait for %2, which nobody left can give</source>
        <translation>%1 个线程等待 %2，但已没有谁能给它</translation>
    </message>
    <message>
        <source>%1 waits at %2, where nobody left can wake it</source>
        <translation>%1 在 %2 处等待，已没有谁能唤醒它</translation>
    </message>
    <message>
        <source>%1 threads wait at %2, where nobody left can wake them</source>
        <translation>%1 个线程在 %2 处等待，已没有谁能唤醒它们</translation>
    </message>
    <message>
        <source>%1 waits for %2, of which only the wait is seen</source>
        <translation>%1 等待 %2，只能看到这次等待</translation>
    </message>
    <message>
        <source>%1 threads wait for %2, of which only the waits are seen</source>
        <translation>%1 个线程等待 %2，只能看到这些等待</translation>
    </message>
    <message>
        <source>it is to be done by those who wait at %1, and all of them wait for something else: %2</source>
        <translation>这要由在 %1 处等待的线程来做，而它们都在等待别的：%2</translation>
    </message>
    <message>
        <source>%1 waits for %2, which nobody is left to give but those who wait for what it holds itself: %3</source>
        <translation>%1 等待 %2，能给出它的只剩下等待 %1 所持有之物的 %3</translation>
    </message>
    <message>
        <source>%1 sends %2 to %3</source>
        <translation>%1 向 %3 发送 %2</translation>
    </message>
    <message>
        <source>%1 begins task %2</source>
        <translation>%1 开始任务 %2</translation>
    </message>
    <message>
        <source>%1 begins task %2 of %3</source>
        <translation>%1 开始 %3 的任务 %2</translation>
    </message>
    <message>
        <source>%1 is done with its task</source>
        <translation>%1 完成了它的任务</translation>
    </message>
    <message>
        <source>%1 is done with task %2 after %3</source>
        <translation>%1 用 %3 完成了任务 %2</translation>
    </message>
    <message>
        <source>%1 fails in its task</source>
        <translation>%1 的任务失败了</translation>
    </message>
    <message>
        <source>%1 fails in task %2 after %3</source>
        <translation>%1 的任务 %2 在 %3 后失败了</translation>
    </message>
    <message>
        <source>%1 watches descriptor %2 with %3</source>
        <translation>%1 用 %3 监听描述符 %2</translation>
    </message>
    <message>
        <source>%1 watches descriptor %2 no longer with %3</source>
        <translation>%1 不再用 %3 监听描述符 %2</translation>
    </message>
    <message>
        <source>%1 finds descriptor %2 of %3 ready</source>
        <translation>%1 发现 %3 的描述符 %2 已就绪</translation>
    </message>
    <message>
        <source>%1 writes %2 bytes into %3</source>
        <translation>%1 向 %3 写入 %2 字节</translation>
    </message>
    <message>
        <source>%1 reads %2 bytes from %3</source>
        <translation>%1 从 %3 读出 %2 字节</translation>
    </message>
    <message>
        <source>%1 waits for bytes from %2</source>
        <translation>%1 等待 %2 中的数据</translation>
    </message>
    <message>
        <source>%1 waits for bytes from %2, at most %3</source>
        <translation>%1 等待 %2 中的数据，最多 %3</translation>
    </message>
    <message>
        <source>%1 takes over %2: %3 died while it held it</source>
        <translation>%1 接手 %2：%3 持有它时死去了</translation>
    </message>
    <message>
        <source>%1 has waited for %2 for %3; it is free by now</source>
        <translation>%1 等 %2 已 %3；它现在空闲</translation>
    </message>
    <message>
        <source>%1 is being handed over to %2</source>
        <translation>%1 正在移交给 %2</translation>
    </message>
    <message>
        <source>%1 has waited for %2 for %3, held by %4 for %5</source>
        <translation>%1 等 %2 已 %3，由 %4 持有 %5</translation>
    </message>
    <message>
        <source>%1 has waited for %2 for %3, which it holds itself</source>
        <translation>%1 等 %2 已 %3，而它自己就持有它</translation>
    </message>
    <message>
        <source>%1 has waited for %2 for %3, held by %4, of whom %5 lets go first</source>
        <translation>%1 等 %2 已 %3，有 %4 个持有者，最先放手的是 %5</translation>
    </message>
    <message>
        <source>%1 has waited for %2 to end for %3</source>
        <translation>%1 等 %2 结束已 %3</translation>
    </message>
    <message>
        <source>%1 has waited for %2 for %3</source>
        <translation>%1 等 %2 已 %3</translation>
    </message>
    <message>
        <source>%1 has waited for %2 for %3, which %4 gives %5 later</source>
        <translation>%1 等 %2 已 %3，%4 在 %5 后给出</translation>
    </message>
    <message>
        <source>%1 has been suspended for %2; it is the turn of %3</source>
        <translation>%1 已挂起 %2；现在轮到 %3</translation>
    </message>
    <message>
        <source>A cycle that cannot open: %1</source>
        <translation>解不开的环：%1</translation>
    </message>
    <message>
        <source>%1 sleeps</source>
        <translation>%1 在睡眠</translation>
    </message>
    <message>
        <source>%1 waits for the outside world</source>
        <translation>%1 在等外部 I/O</translation>
    </message>
    <message>
        <source>%1 computes</source>
        <translation>%1 在计算</translation>
    </message>
    <message>
        <source>%1 could go on, but does not run</source>
        <translation>%1 可以继续，但没有运行</translation>
    </message>
    <message>
        <source>%1 waits for its turn</source>
        <translation>%1 在等轮到自己</translation>
    </message>
    <message>
        <source>%1 goes on by itself when its time is over</source>
        <translation>时限一到，%1 会自行继续</translation>
    </message>
    <message>
        <source>Nobody has given %1 up to the end of the run</source>
        <translation>到运行结束为止没有人给出 %1</translation>
    </message>
    <message>
        <source>%1 has ended</source>
        <translation>%1 已结束</translation>
    </message>
    <message>
        <source>%1 is not there yet</source>
        <translation>%1 还不存在</translation>
    </message>
    <message>
        <source>%1 could go on: %2</source>
        <translation>%1 得以继续：%2</translation>
    </message>
    <message>
        <source>%1 could go on at %2: %3</source>
        <translation>%1 在 %2 得以继续：%3</translation>
    </message>
    <message>
        <source>Parameter %1 was %2, then %3</source>
        <translation>参数 %1 先是 %2，后是 %3</translation>
    </message>
    <message>
        <source>Only the first run has parameter %1: %2</source>
        <translation>只有第一次运行有参数 %1：%2</translation>
    </message>
    <message>
        <source>Only the second run has parameter %1: %2</source>
        <translation>只有第二次运行有参数 %1：%2</translation>
    </message>
    <message>
        <source>Result %1 was %2, then %3</source>
        <translation>结果 %1 先是 %2，后是 %3</translation>
    </message>
    <message>
        <source>Only the first run has result %1: %2</source>
        <translation>只有第一次运行有结果 %1：%2</translation>
    </message>
    <message>
        <source>Only the second run has result %1: %2</source>
        <translation>只有第二次运行有结果 %1：%2</translation>
    </message>
    <message>
        <source>Outcome: %1</source>
        <translation>结局：%1</translation>
    </message>
    <message>
        <source>the first run finished</source>
        <translation>第一次运行正常结束</translation>
    </message>
    <message>
        <source>the first run ended in a deadlock</source>
        <translation>第一次运行发生死锁</translation>
    </message>
    <message>
        <source>the first run hung</source>
        <translation>第一次运行卡死</translation>
    </message>
    <message>
        <source>the first run was stopped</source>
        <translation>第一次运行被中止</translation>
    </message>
    <message>
        <source>the first run crashed</source>
        <translation>第一次运行崩溃</translation>
    </message>
    <message>
        <source>the first run ran out of time</source>
        <translation>第一次运行超时</translation>
    </message>
    <message>
        <source>the first run is still on</source>
        <translation>第一次运行仍在进行</translation>
    </message>
    <message>
        <source>the second run finished</source>
        <translation>第二次运行正常结束</translation>
    </message>
    <message>
        <source>the second run ended in a deadlock</source>
        <translation>第二次运行发生死锁</translation>
    </message>
    <message>
        <source>the second run hung</source>
        <translation>第二次运行卡死</translation>
    </message>
    <message>
        <source>the second run was stopped</source>
        <translation>第二次运行被中止</translation>
    </message>
    <message>
        <source>the second run crashed</source>
        <translation>第二次运行崩溃</translation>
    </message>
    <message>
        <source>the second run ran out of time</source>
        <translation>第二次运行超时</translation>
    </message>
    <message>
        <source>the second run is still on</source>
        <translation>第二次运行仍在进行</translation>
    </message>
    <message>
        <source>Only in the first run (%1 in all): %2</source>
        <translation>只在第一次运行中出现（共 %1 处）：%2</translation>
    </message>
    <message>
        <source>Only in the second run (%1 in all): %2</source>
        <translation>只在第二次运行中出现（共 %1 处）：%2</translation>
    </message>
    <message>
        <source>Found %1 times, then %2 times: %3</source>
        <translation>先出现 %1 次，后出现 %2 次：%3</translation>
    </message>
    <message>
        <source>The run took %1, then %2</source>
        <translation>运行先用时 %1，后用时 %2</translation>
    </message>
    <message>
        <source>The run took %1, then %2: %3 times shorter</source>
        <translation>运行先用时 %1，后用时 %2：缩短到 1/%3</translation>
    </message>
    <message>
        <source>The run took %1, then %2: %3 times as long</source>
        <translation>运行先用时 %1，后用时 %2：为原来的 %3 倍</translation>
    </message>
    <message>
        <source>Processes: %1, then %2</source>
        <translation>进程：先 %1 个，后 %2 个</translation>
    </message>
    <message>
        <source>Threads: %1, then %2</source>
        <translation>线程：先 %1 个，后 %2 个</translation>
    </message>
    <message>
        <source>Coroutines: %1, then %2</source>
        <translation>协程：先 %1 个，后 %2 个</translation>
    </message>
    <message>
        <source>Threads: %1 of their time %3, then %2</source>
        <translation>线程%3的时间占比：先 %1，后 %2</translation>
    </message>
    <message>
        <source>Coroutines: %1 of their time %3, then %2</source>
        <translation>协程%3的时间占比：先 %1，后 %2</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>尚未启动</translation>
    </message>
    <message>
        <source>ready without running</source>
        <translation>就绪而未运行</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>blocked on locks</source>
        <translation>阻塞在锁上</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>sleeping</source>
        <translation>睡眠</translation>
    </message>
    <message>
        <source>waiting for I/O</source>
        <translation>等待 I/O</translation>
    </message>
    <message>
        <source>copying data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Only the first run has %1</source>
        <translation>只有第一次运行有 %1</translation>
    </message>
    <message>
        <source>Only the second run has %1</source>
        <translation>只有第二次运行有 %1</translation>
    </message>
    <message>
        <source>%1: waited %2 in all, then %3: %4 times less</source>
        <translation>%1：等待总计先 %2，后 %3：减少到 1/%4</translation>
    </message>
    <message>
        <source>%1: waited %2 in all, then %3: %4 times as much</source>
        <translation>%1：等待总计先 %2，后 %3：为原来的 %4 倍</translation>
    </message>
    <message>
        <source>%1: waited %2 in all, then %3</source>
        <translation>%1：等待总计先 %2，后 %3</translation>
    </message>
    <message>
        <source>%1: held for %2 in all, then %3: %4 times less</source>
        <translation>%1：持有总计先 %2，后 %3：减少到 1/%4</translation>
    </message>
    <message>
        <source>%1: held for %2 in all, then %3: %4 times as much</source>
        <translation>%1：持有总计先 %2，后 %3：为原来的 %4 倍</translation>
    </message>
    <message>
        <source>%1: held for %2 in all, then %3</source>
        <translation>%1：持有总计先 %2，后 %3</translation>
    </message>
    <message>
        <source>%1: the longest wait took %2, then %3: %4 times less</source>
        <translation>%1：最长等待先 %2，后 %3：减少到 1/%4</translation>
    </message>
    <message>
        <source>%1: the longest wait took %2, then %3: %4 times as much</source>
        <translation>%1：最长等待先 %2，后 %3：为原来的 %4 倍</translation>
    </message>
    <message>
        <source>%1: the longest wait took %2, then %3</source>
        <translation>%1：最长等待先 %2，后 %3</translation>
    </message>
    <message>
        <source>%1: taken %2 times, then %3 times</source>
        <translation>%1：先获取 %2 次，后获取 %3 次</translation>
    </message>
    <message>
        <source>%1: %2 of those who took it had to wait, then %3</source>
        <translation>%1：获取时需要等待的占比先 %2，后 %3</translation>
    </message>
    <message>
        <source>%1: %2 items a second, then %3</source>
        <translation>%1：每秒通过项数先 %2，后 %3</translation>
    </message>
    <message>
        <source>What %1 does from here to its next event cannot be read: the trace is damaged</source>
        <translation>%1 从这里到它的下一个事件之间做了什么无法读出：跟踪文件已损坏</translation>
    </message>
    <message>
        <source>What %1 did for %2 is not recorded</source>
        <translation>%1 这 %2 里做了什么没有记录</translation>
    </message>
    <message>
        <source>What %1 did for the last %2 is not recorded</source>
        <translation>%1 最后 %2 里做了什么没有记录</translation>
    </message>
    <message>
        <source>The trace does not tell what %1 does: a part of it is missing</source>
        <translation>跟踪文件没有说明 %1 在做什么：它缺了一部分</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>没有记录</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>%1 gave %2 a descriptor beyond its limit: its sets hold numbers below 1024 (FD_SETSIZE); poll and epoll have no such limit</source>
        <translation>%1 给了 %2 一个超出上限的描述符：它的集合只装得下小于 1024 的编号（FD_SETSIZE）；poll 和 epoll 没有这个上限</translation>
    </message>
    <message>
        <source>%1 crashes: %2</source>
        <translation>%1 崩溃：%2</translation>
    </message>
    <message>
        <source>%1 fails: %2</source>
        <translation>%1 失败：%2</translation>
    </message>
    <message>
        <source>%1 is about to %2</source>
        <translation>%1 即将%2</translation>
    </message>
    <message>
        <source>%1 is paused, about to %2</source>
        <translation>%1 被人为暂停，即将%2</translation>
    </message>
    <message>
        <source>%1 was paused before it went on to %2</source>
        <translation>%1 曾被人为暂停，随后%2</translation>
    </message>
    <message>
        <source>%1 is held by slow motion, about to %2</source>
        <translation>%1 因慢动作而停住，即将%2</translation>
    </message>
    <message>
        <source>%1 waits for its turn, about to %2</source>
        <translation>%1 等待轮到自己，即将%2</translation>
    </message>
    <message>
        <source>%1 waited for its turn for %2</source>
        <translation>%1 等待轮到自己，共 %2</translation>
    </message>
    <message>
        <source>%1 has been waiting for its turn for %2</source>
        <translation>%1 已等待轮到自己 %2</translation>
    </message>
    <message>
        <source>about to %1</source>
        <translation>即将%1</translation>
    </message>
    <message>
        <source>begin a task</source>
        <translation>开始一个任务</translation>
    </message>
    <message>
        <source>call %2 on %1</source>
        <translation>对 %1 调用 %2</translation>
    </message>
    <message>
        <source>begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>start %1</source>
        <translation>启动 %1</translation>
    </message>
    <message>
        <source>join %1</source>
        <translation>等待 %1 结束（join）</translation>
    </message>
    <message>
        <source>let others go first</source>
        <translation>让其他的先运行</translation>
    </message>
    <message>
        <source>sleep</source>
        <translation>休眠</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>set a mark</source>
        <translation>做标记</translation>
    </message>
    <message>
        <source>send a signal to %1</source>
        <translation>向 %1 发送信号</translation>
    </message>
    <message>
        <source>resume %1</source>
        <translation>恢复 %1</translation>
    </message>
    <message>
        <source>begin a task of %1</source>
        <translation>开始 %1 的一个任务</translation>
    </message>
    <message>
        <source>wait for what %1 watches</source>
        <translation>等待 %1 所监视的事件</translation>
    </message>
    <message>
        <source>lock %1</source>
        <translation>锁定 %1</translation>
    </message>
    <message>
        <source>try to lock %1</source>
        <translation>尝试锁定 %1</translation>
    </message>
    <message>
        <source>unlock %1</source>
        <translation>解锁 %1</translation>
    </message>
    <message>
        <source>lock %1 for reading</source>
        <translation>以读方式锁定 %1</translation>
    </message>
    <message>
        <source>try to lock %1 for reading</source>
        <translation>尝试以读方式锁定 %1</translation>
    </message>
    <message>
        <source>unlock %1 after reading</source>
        <translation>读完后解锁 %1</translation>
    </message>
    <message>
        <source>call what %1 guards, once</source>
        <translation>调用由 %1 保证只执行一次的函数</translation>
    </message>
    <message>
        <source>acquire %1</source>
        <translation>获取 %1</translation>
    </message>
    <message>
        <source>try to acquire %1</source>
        <translation>尝试获取 %1</translation>
    </message>
    <message>
        <source>release %1</source>
        <translation>释放 %1</translation>
    </message>
    <message>
        <source>wait for %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>set %1</source>
        <translation>设置 %1</translation>
    </message>
    <message>
        <source>clear %1</source>
        <translation>清除 %1</translation>
    </message>
    <message>
        <source>notify %1</source>
        <translation>通知 %1</translation>
    </message>
    <message>
        <source>arrive at %1</source>
        <translation>到达 %1</translation>
    </message>
    <message>
        <source>count %1 down</source>
        <translation>将 %1 减一</translation>
    </message>
    <message>
        <source>read %1</source>
        <translation>读取 %1</translation>
    </message>
    <message>
        <source>write %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>change %1 in one step</source>
        <translation>一步改变 %1</translation>
    </message>
    <message>
        <source>put an item into %1</source>
        <translation>向 %1 放入一项</translation>
    </message>
    <message>
        <source>get an item from %1</source>
        <translation>从 %1 取出一项</translation>
    </message>
    <message>
        <source>report a task of %1 as done</source>
        <translation>报告 %1 的一个任务已完成</translation>
    </message>
    <message>
        <source>wait until all tasks of %1 are done</source>
        <translation>等待 %1 的所有任务完成</translation>
    </message>
    <message>
        <source>send into %1</source>
        <translation>向 %1 发送</translation>
    </message>
    <message>
        <source>receive from %1</source>
        <translation>从 %1 接收</translation>
    </message>
    <message>
        <source>call %1</source>
        <translation>调用 %1</translation>
    </message>
    <message>
        <source>accept a connection to %1</source>
        <translation>接受到 %1 的连接</translation>
    </message>
    <message>
        <source>watch a descriptor with %1</source>
        <translation>用 %1 监视一个描述符</translation>
    </message>
    <message>
        <source>watch a descriptor no longer with %1</source>
        <translation>不再用 %1 监视一个描述符</translation>
    </message>
    <message>
        <source>take completions from %1</source>
        <translation>从 %1 取出已完成的操作</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 失败：%2</translation>
    </message>
    <message>
        <source>The trace names %1, whose code begins at %2</source>
        <translation>轨迹命名了 %1，其代码始于 %2</translation>
    </message>
    <message>
        <source>The trace names the place %1 in the code</source>
        <translation>轨迹命名了代码位置 %1</translation>
    </message>
    <message>
        <source>%1 says that %2 is %3</source>
        <translation>%1 报告 %2 为 %3</translation>
    </message>
    <message>
        <source>The flow %2 begins at %1</source>
        <translation>流 %2 始于 %1</translation>
    </message>
    <message>
        <source>The flow %2 goes on at %1</source>
        <translation>流 %2 在 %1 继续</translation>
    </message>
    <message>
        <source>The flow %2 ends at %1</source>
        <translation>流 %2 止于 %1</translation>
    </message>
    <message>
        <source>%1 is the result of a task of %2</source>
        <translation>%1 是 %2 的一个任务的结果</translation>
    </message>
    <message>
        <source>%1 has a copy of %2 since it was forked</source>
        <translation>%1 自 fork 起持有 %2 的副本</translation>
    </message>
    <message>
        <source>%1 lies at %2</source>
        <translation>%1 位于 %2</translation>
    </message>
    <message>
        <source>An object is called %1</source>
        <translation>一个对象名为 %1</translation>
    </message>
    <message>
        <source>Somebody whom Braid does not see may give to %1</source>
        <translation>Braid 看不到的一方可能提供 %1</translation>
    </message>
    <message>
        <source>Threads in the run that Braid does not know: %1</source>
        <translation>运行中有 Braid 不认识的线程：%1 个</translation>
    </message>
    <message>
        <source>%1 closes its reading end of %2</source>
        <translation>%1 关闭 %2 的读端</translation>
    </message>
    <message>
        <source>%1 closes its writing end of %2</source>
        <translation>%1 关闭 %2 的写端</translation>
    </message>
    <message>
        <source>%1 waits to read %2 behind %3, which waits to write</source>
        <translation>%1 等待读取 %2，排在等待写入的 %3 之后</translation>
    </message>
    <message>
        <source>%1 waits for a permit of %2, taken by %3</source>
        <translation>%1 等待 %2 的许可，许可被 %3 取走</translation>
    </message>
    <message>
        <source>%1 waits for %2, which it holds itself%3</source>
        <translation>%1 等待 %2，而持有它的正是自己%3</translation>
    </message>
    <message>
        <source>%1 waits for a permit of %2, which it took itself%3</source>
        <translation>%1 等待 %2 的许可，许可是它自己取走的%3</translation>
    </message>
    <message>
        <source>%1 waits for an item of %2, last put by %3</source>
        <translation>%1 等待 %2 中的元素，上次由 %3 放入</translation>
    </message>
    <message>
        <source>%1 waits for an item of %2, put only by %3 so far</source>
        <translation>%1 等待 %2 中的元素，至今只有 %3 放入过</translation>
    </message>
    <message>
        <source>%1 waits for an item of %2, into which only it puts%3</source>
        <translation>%1 等待 %2 中的元素，而只有它自己会放入%3</translation>
    </message>
    <message>
        <source>%1 waits for room in %2, last made by %3</source>
        <translation>%1 等待 %2 的空位，上次由 %3 腾出</translation>
    </message>
    <message>
        <source>%1 waits for room in %2, made only by %3 so far</source>
        <translation>%1 等待 %2 的空位，至今只有 %3 腾出过</translation>
    </message>
    <message>
        <source>%1 waits for room in %2, from which only it takes%3</source>
        <translation>%1 等待 %2 的空位，而只有它自己会取出%3</translation>
    </message>
    <message>
        <source>%1 waits for all items of %2 to be worked off, as %3 did last</source>
        <translation>%1 等待 %2 的所有元素处理完，上次由 %3 处理</translation>
    </message>
    <message>
        <source>%1 waits for all items of %2 to be worked off, as only %3 did so far</source>
        <translation>%1 等待 %2 的所有元素处理完，至今只有 %3 处理过</translation>
    </message>
    <message>
        <source>%1 waits for all items of %2 to be worked off, which only it does%3</source>
        <translation>%1 等待 %2 的所有元素处理完，而只有它自己会处理%3</translation>
    </message>
    <message>
        <source>%1 waits for condition %2, last notified by %3</source>
        <translation>%1 等待条件 %2，上次由 %3 通知</translation>
    </message>
    <message>
        <source>%1 waits for condition %2, notified only by %3 so far</source>
        <translation>%1 等待条件 %2，至今只有 %3 通知过</translation>
    </message>
    <message>
        <source>%1 waits for condition %2, which only it notifies%3</source>
        <translation>%1 等待条件 %2，而只有它自己会通知%3</translation>
    </message>
    <message>
        <source>%1 waits for event %2, last set by %3</source>
        <translation>%1 等待事件 %2，上次由 %3 设置</translation>
    </message>
    <message>
        <source>%1 waits for event %2, set only by %3 so far</source>
        <translation>%1 等待事件 %2，至今只有 %3 设置过</translation>
    </message>
    <message>
        <source>%1 waits for event %2, which only it sets%3</source>
        <translation>%1 等待事件 %2，而只有它自己会设置%3</translation>
    </message>
    <message>
        <source>%1 waits for latch %2, last counted down by %3</source>
        <translation>%1 等待门闩 %2，上次由 %3 倒数</translation>
    </message>
    <message>
        <source>%1 waits for latch %2, counted down only by %3 so far</source>
        <translation>%1 等待门闩 %2，至今只有 %3 倒数过</translation>
    </message>
    <message>
        <source>%1 waits for latch %2, which only it counts down%3</source>
        <translation>%1 等待门闩 %2，而只有它自己会倒数%3</translation>
    </message>
    <message>
        <source>%1 waits for %2 to change, last changed by %3</source>
        <translation>%1 等待 %2 改变，上次改变它的是 %3</translation>
    </message>
    <message>
        <source>%1 waits for %2 to change, changed only by %3 so far</source>
        <translation>%1 等待 %2 改变，至今只有 %3 改变过它</translation>
    </message>
    <message>
        <source>%1 waits for %2 to change, which only it changes%3</source>
        <translation>%1 等待 %2 改变，但只有它自己会改变它%3</translation>
    </message>
    <message>
        <source>%1 waits at barrier %2 for %3</source>
        <translation>%1 在屏障 %2 处等待 %3</translation>
    </message>
    <message>
        <source>%1 waits for its turn on the thread that %2 has</source>
        <translation>%1 等待轮到自己，线程正被 %2 占用</translation>
    </message>
    <message>
        <source>%1 runs %2 and waits with it</source>
        <translation>%1 正在运行 %2，随它一起等待</translation>
    </message>
    <message>
        <source>%1 waits for an item of %2, whose writing end %3 has</source>
        <translation>%1 等待 %2 中的数据，写端在 %3 手中</translation>
    </message>
    <message>
        <source>%1 waits for room in %2, whose reading end %3 has</source>
        <translation>%1 等待 %2 的空位，读端在 %3 手中</translation>
    </message>
    <message>
        <source>%1 waits for an item of %2, whose writing end only it has</source>
        <translation>%1 等待 %2 中的数据，而写端只在它自己手中</translation>
    </message>
    <message>
        <source>%1 waits for room in %2, whose reading end only it has</source>
        <translation>%1 等待 %2 的空位，而读端只在它自己手中</translation>
    </message>
    <message>
        <source>%1 is one end of a connection</source>
        <translation>%1 是一个连接的一端</translation>
    </message>
    <message>
        <source>%1 listens at port %2</source>
        <translation>%1 监听端口 %2</translation>
    </message>
    <message>
        <source>The system sends %2 bytes into %1</source>
        <translation>系统向 %1 发送 %2 字节</translation>
    </message>
    <message>
        <source>The system received %2 bytes from %1</source>
        <translation>系统从 %1 收到 %2 字节</translation>
    </message>
    <message>
        <source>Descriptor %1 of %2 is %3</source>
        <translation>%2 的描述符 %1 是 %3</translation>
    </message>
    <message>
        <source>%1 closes %2</source>
        <translation>%1 关闭 %2</translation>
    </message>
    <message>
        <source>%1 waits for %2 as well</source>
        <translation>%1 同时也等待 %2</translation>
    </message>
    <message>
        <source>%1 waits for somebody to receive from %2, as %3 did last</source>
        <translation>%1 等待有谁从 %2 接收，上次接收的是 %3</translation>
    </message>
    <message>
        <source>%1 waits for somebody to receive from %2, as only %3 has so far</source>
        <translation>%1 等待有谁从 %2 接收，至今只有 %3 接收过</translation>
    </message>
    <message>
        <source>%1 waits for somebody to receive from %2, as only it has so far</source>
        <translation>%1 等待有谁从 %2 接收，而至今只有它自己接收过</translation>
    </message>
    <message>
        <source>%1 waits for somebody to receive from %2, and nobody left can</source>
        <translation>%1 等待有谁从 %2 接收，但已没有谁能接收</translation>
    </message>
    <message>
        <source>%1 threads wait for somebody to receive from %2, and nobody left can</source>
        <translation>%1 个线程等待有谁从 %2 接收，但已没有谁能接收</translation>
    </message>
    <message>
        <source>%1 would do as well</source>
        <translation>有 %1 也行</translation>
    </message>
    <message>
        <source>%1 shuts %2 down: nothing is read from it any more</source>
        <translation>%1 关断 %2：不再从中读取</translation>
    </message>
    <message>
        <source>%1 shuts %2 down: nothing is sent into it any more</source>
        <translation>%1 关断 %2：不再向其中发送</translation>
    </message>
    <message>
        <source>%1 shuts %2 down</source>
        <translation>%1 关断 %2</translation>
    </message>
    <message>
        <source>%1 waits for data on %2, whose other end %3 has</source>
        <translation>%1 等待 %2 上的数据，另一端在 %3 手中</translation>
    </message>
    <message>
        <source>%1 waits for data on %2, whose other end only it has</source>
        <translation>%1 等待 %2 上的数据，而另一端只在它自己手中</translation>
    </message>
    <message>
        <source>%1 waits for room in %2, whose other end %3 has</source>
        <translation>%1 等待 %2 的空位，另一端在 %3 手中</translation>
    </message>
    <message>
        <source>%1 waits for room in %2, whose other end only it has</source>
        <translation>%1 等待 %2 的空位，而另一端只在它自己手中</translation>
    </message>
    <message>
        <source>%1 waits for one of the descriptors of %2, whose other end %3 has</source>
        <translation>%1 等待 %2 的某个描述符，另一端在 %3 手中</translation>
    </message>
    <message>
        <source>%1 waits for one of the descriptors of %2, whose other ends only it has</source>
        <translation>%1 等待 %2 的某个描述符，而另一端都只在它自己手中</translation>
    </message>
    <message>
        <source>%1 waits for %2, which %3 works on</source>
        <translation>%1 等待 %2，%3 正在处理它</translation>
    </message>
    <message>
        <source>%1 waits for %2, which is queued until %3 is free</source>
        <translation>%1 等待 %2，它在排队，要等 %3 空闲</translation>
    </message>
    <message>
        <source>%1 waits for %2, which is queued until it is free itself</source>
        <translation>%1 等待 %2，它在排队，要等 %1 自己空闲</translation>
    </message>
    <message>
        <source>%1 waits for %2, last given by %3</source>
        <translation>%1 等待 %2，上次由 %3 给出</translation>
    </message>
    <message>
        <source>%1 waits for its copy of %2, which %3 held when the process was forked: nobody in it can release that</source>
        <translation>%1 等待它那份 %2 的副本，fork 时 %3 正持有 %2：子进程中没有人能释放它</translation>
    </message>
    <message>
        <source>%1 threads wait for their copy of %2, which %3 held when the process was forked: nobody in it can release that</source>
        <translation>%1 个线程等待它们那份 %2 的副本，fork 时 %3 正持有 %2：子进程中没有人能释放它</translation>
    </message>
    <message>
        <source>%1 waits for a permit of %2; all are held by %3, ended without giving them back</source>
        <translation>%1 等待 %2 的许可；许可全在 %3 手中，它们未归还就已结束</translation>
    </message>
    <message>
        <source>%1 threads wait for a permit of %2; all are held by %3, ended without giving them back</source>
        <translation>%1 个线程等待 %2 的许可；许可全在 %3 手中，它们未归还就已结束</translation>
    </message>
    <message>
        <source>they are %1</source>
        <translation>它们是 %1</translation>
    </message>
    <message>
        <source>%1 notified it %2 before, when nobody waited</source>
        <translation>%1 在 %2 之前通知过，那时没有人在等</translation>
    </message>
    <message>
        <source>the last notification, by %1, woke %2</source>
        <translation>最后一次通知来自 %1，唤醒的是 %2</translation>
    </message>
    <message>
        <source>the last notification, by %1, was for %2, which gave up its wait</source>
        <translation>最后一次通知来自 %1，是给 %2 的，而它放弃了等待</translation>
    </message>
    <message>
        <source>%1 set it, and %2 cleared it again before</source>
        <translation>%1 曾设置它，之前又被 %2 清除</translation>
    </message>
    <message>
        <source>%1 changed it to %2 without a notification</source>
        <translation>%1 把它改为 %2，却没有通知</translation>
    </message>
    <message>
        <source>%1 notified before it had changed; then %2 changed it to %3</source>
        <translation>%1 通知时它还没有改变；之后 %2 才把它改为 %3</translation>
    </message>
    <message>
        <source>%1, the last that did, has ended</source>
        <translation>最后这样做的 %1 已经结束</translation>
    </message>
    <message>
        <source>it opened %1 later</source>
        <translation>%1 之后解开</translation>
    </message>
    <message>
        <source>it opened %1 later, when %2 was killed</source>
        <translation>%1 之后 %2 被杀死，于是解开</translation>
    </message>
    <message>
        <source>Livelock: %1</source>
        <translation>活锁：%1</translation>
    </message>
    <message>
        <source>%1 tries for %2 %3 times in %4, each time held by %5</source>
        <translation>%1 在 %4 内尝试 %2 %3 次，每次都被 %5 持有</translation>
    </message>
    <message>
        <source>%1 tries for %2 %3 times in %4, which it holds itself</source>
        <translation>%1 在 %4 内尝试 %2 %3 次，而它正由自己持有</translation>
    </message>
    <message>
        <source>%1 tries for a permit of %2 %3 times in %4, each time taken by %5</source>
        <translation>%1 在 %4 内尝试取 %2 的许可 %3 次，每次都被 %5 取走</translation>
    </message>
    <message>
        <source>%1 tries to get from %2 %3 times in %4 and finds nothing</source>
        <translation>%1 在 %4 内尝试从 %2 取 %3 次，什么也没有</translation>
    </message>
    <message>
        <source>%1 tries to put into %2 %3 times in %4 and finds no room</source>
        <translation>%1 在 %4 内尝试放入 %2 %3 次，没有空位</translation>
    </message>
    <message>
        <source>%1 waits for the end of %2 %3 times in %4, each time until its time is over</source>
        <translation>%1 在 %4 内等待 %2 结束 %3 次，每次都等到超时</translation>
    </message>
    <message>
        <source>%1 waits for %2 %3 times in %4, each time until its time is over</source>
        <translation>%1 在 %4 内等待 %2 %3 次，每次都等到超时</translation>
    </message>
    <message>
        <source>%1 looks at %2 %3 times in %4 and always finds %5</source>
        <translation>%1 在 %4 内查看 %2 %3 次，总是 %5</translation>
    </message>
    <message>
        <source>nobody who could change that does anything else</source>
        <translation>能改变这一点的，谁也不做别的事</translation>
    </message>
    <message>
        <source>%1 has waited for %2 for %3, held by %4, of whom %5 lets go last</source>
        <translation>%1 已等待 %2 %3，它被 %4 个持有，其中 %5 最后放开</translation>
    </message>
    <message>
        <source>%1 has waited for %2 for %3, held by %4, among them %5</source>
        <translation>%1 已等待 %2 %3，它被 %4 个持有，其中有 %5</translation>
    </message>
    <message>
        <source>%1 has waited for %2 for %3; it is there by now</source>
        <translation>%1 已等待 %2 %3；现在已经有了</translation>
    </message>
    <message>
        <source>%1 is about to go on</source>
        <translation>%1 即将继续</translation>
    </message>
    <message>
        <source>%1 waits for %2 task_done of %3 that nobody can call</source>
        <translation>%1 等待 %3 的 %2 次 task_done，但没有人能调用</translation>
    </message>
    <message>
        <source>%1 threads wait for %2 task_done of %3 that nobody can call</source>
        <translation>%1 个线程等待 %3 的 %2 次 task_done，但没有人能调用</translation>
    </message>
    <message>
        <source>close %1</source>
        <translation>关闭 %1</translation>
    </message>
    <message>
        <source>%1 waits for somebody to receive from %2</source>
        <translation>%1 等待有谁从 %2 接收</translation>
    </message>
    <message>
        <source>%1 waits for somebody to receive from %2, at most %3</source>
        <translation>%1 等待有谁从 %2 接收，最多 %3</translation>
    </message>
    <message>
        <source>%1 finds nobody who receives from %2</source>
        <translation>%1 发现没有谁在从 %2 接收</translation>
    </message>
    <message>
        <source>%1 gives up waiting for somebody to receive from %2</source>
        <translation>%1 不再等待有谁从 %2 接收</translation>
    </message>
    <message>
        <source>%1 finds %2 closed</source>
        <translation>%1 发现 %2 已关闭</translation>
    </message>
    <message>
        <source>%1 waits for %2, in which %3 runs</source>
        <translation>%1 等待 %2，%3 在其中运行</translation>
    </message>
    <message>
        <source>%1 waits for %2, which %3 uses as well</source>
        <translation>%1 等待 %2，%3 也在使用它</translation>
    </message>
    <message>
        <source>break %1</source>
        <translation>使 %1 损坏</translation>
    </message>
    <message>
        <source>%1 arrives at %2 for the last time</source>
        <translation>%1 最后一次到达 %2</translation>
    </message>
    <message>
        <source>%1 breaks %2</source>
        <translation>%1 使 %2 损坏</translation>
    </message>
    <message>
        <source>%1 finds %2 broken</source>
        <translation>%1 发现 %2 已损坏</translation>
    </message>
    <message>
        <source>%1 makes %2 whole again</source>
        <translation>%1 使 %2 复原</translation>
    </message>
    <message>
        <source>%1 forks %2 while one other thread exists, and it holds %4: %5; in the child nobody gives that back</source>
        <translation>%1 在还有另一个线程时 fork 出 %2，而该线程持有 %4（%5）；在子进程中没有谁会归还它</translation>
    </message>
    <message>
        <source>%1 forks %2 while %3 other threads exist, and %4 is held by %5; in the child nobody gives that back</source>
        <translation>%1 在还有另外 %3 个线程时 fork 出 %2，而 %4 由 %5 持有；在子进程中没有谁会归还它</translation>
    </message>
    <message>
        <source>%1 takes %2 while it holds %3, and %4 takes %6 while it holds %5: where both do so at once, both wait for ever</source>
        <translation>%1 持有 %3 时取 %2，而 %4 持有 %5 时取 %6：若两者同时这样做，双方将永远等待</translation>
    </message>
    <message>
        <source>it does so in %1, which began %2 after it had taken that</source>
        <translation>它是在 %1 中这样做的，后者在它取得之后 %2 开始</translation>
    </message>
    <message>
        <source>it has the same file open by another descriptor</source>
        <translation>它通过另一个描述符打开了同一个文件</translation>
    </message>
    <message>
        <source>%1 has been idle at its queue for %2 (%3)</source>
        <translation>%1 在其队列处已空闲 %2（%3）</translation>
    </message>
    <message>
        <source>%1 waits for its next piece of work: nobody blocks it</source>
        <translation>%1 在等待下一件工作：没有谁阻塞它</translation>
    </message>
</context>
<context>
    <name>FactorBox</name>
    <message>
        <source>normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>%1 times slower</source>
        <translation>慢 %1 倍</translation>
    </message>
    <message>
        <source>%1 times faster</source>
        <translation>快 %1 倍</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>as expected</source>
        <translation>与预期一致</translation>
    </message>
    <message>
        <source>this scenario is meant to show it</source>
        <translation>这正是本场景要演示的</translation>
    </message>
    <message>
        <source>expected: %1</source>
        <translation>预期：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Finished after %1; parts of the run are not recorded</source>
        <translation>%1 后结束；运行的一部分没有记录</translation>
    </message>
    <message>
        <source>Finished in %1</source>
        <translation>正常结束，用时 %1</translation>
    </message>
    <message>
        <source>Stopped after %1</source>
        <translation>%1 后被停止</translation>
    </message>
    <message>
        <source>Not finished after %1</source>
        <translation>%1 后仍未结束</translation>
    </message>
    <message>
        <source>its time was over</source>
        <translation>时限已到</translation>
    </message>
    <message>
        <source>Ended after %1</source>
        <translation>%1 后终止</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>%1 – %2 of %3</source>
        <translation>%1 – %2（全程 %3）</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>退出状态为 %1</translation>
    </message>
</context>
<context>
    <name>braid::views::Presenter</name>
    <message>
        <source>Slower</source>
        <translation>慢一些</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>快一些</translation>
    </message>
    <message>
        <source>Sleeps take longer; of a run that is over, its replay is slower</source>
        <translation>睡眠变长；对已结束的运行则是回放变慢</translation>
    </message>
    <message>
        <source>Sleeps are shorter; of a run that is over, its replay is faster</source>
        <translation>睡眠变短；对已结束的运行则是回放变快</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Menus, tools and panes; %1 leaves the presenter mode</source>
        <translation>菜单、工具和面板；%1 退出演示模式</translation>
    </message>
</context>
<context>
    <name>braid::views::ComparedPicture</name>
    <message>
        <source>Runs compared</source>
        <translation>运行对比</translation>
    </message>
</context>
<context>
    <name>braid::views::ResultsView</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>ResultCharts</name>
    <message>
        <source>Other programs took %1 of the processors meanwhile: without them the figures would be better</source>
        <translation>期间其他程序占用了 %1 的 CPU 时间：没有它们，数值会更好</translation>
    </message>
</context>
<context>
    <name>result</name>
    <message>
        <source>blocking</source>
        <translation>阻塞</translation>
    </message>
    <message>
        <source>nonblocking</source>
        <translation>非阻塞</translation>
    </message>
    <message>
        <source>async</source>
        <translation>异步</translation>
    </message>
    <message>
        <source>one by one</source>
        <translation>一个接一个</translation>
    </message>
    <message>
        <source>together</source>
        <translation>一起</translation>
    </message>
    <message>
        <source>coroutine</source>
        <translation>协程</translation>
    </message>
    <message>
        <source>thread</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>select cannot watch descriptor 1024: its sets hold numbers below 1024 (FD_SETSIZE); poll and epoll have no such limit</source>
        <translation>select 无法监视描述符 1024：它的集合只放得下小于 1024 的编号（FD_SETSIZE）；poll 和 epoll 没有这个上限</translation>
    </message>
    <message>
        <source>counter</source>
        <translation>计数器</translation>
    </message>
</context>
<context>
    <name>Moment</name>
    <message>
        <source>Where a lock was taken cannot be seen from outside; below stands where its owner is now.</source>
        <translation>从外部看不到锁是在哪里取得的；下面给出其持有者现在所处的位置。</translation>
    </message>
    <message>
        <source>Who would have to give it, and whether it was given before anyone waited, cannot be seen from outside.</source>
        <translation>从外部看不到该由谁给出它，也看不到它是否在有人等待之前就已给出。</translation>
    </message>
    <message>
        <source>nothing in it is known to be stuck</source>
        <translation>未发现其中有任何卡住之处</translation>
    </message>
    <message>
        <source>— a signal came here —</source>
        <translation>—— 信号在此处到来 ——</translation>
    </message>
</context>
<context>
    <name>Processes</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>is stopped</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>在等待</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>在运行</translation>
    </message>
    <message>
        <source>%1 of %2 run</source>
        <translation>%2 个中有 %1 个在运行</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程号</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>For</source>
        <translation>已运行</translation>
    </message>
    <message>
        <source>Does</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>ProgramCard</name>
    <message>
        <source>A program of yours, from its source. Python is run by the interpreter that is chosen; C and C++ are compiled first.</source>
        <translation>您自己的程序，由源代码运行。Python 用所选的解释器运行；C 和 C++ 先编译。</translation>
    </message>
    <message>
        <source>A program of yours. It is recorded as it is: nothing in it is changed, and what it prints, reads and returns is its own.</source>
        <translation>您自己的程序。按原样记录：程序不作任何改动，它的输出、输入和返回值都保持不变。</translation>
    </message>
    <message>
        <source>A value with a range behind it becomes a slider: threads = 5  # 1..50 in Python, int threads = 5; // 1..50 in C and C++. What is moved is used at the next Run, and does not change the text.</source>
        <translation>值后面写上范围就成为滑块：Python 写作 threads = 5  # 1..50，C 和 C++ 写作 int threads = 5; // 1..50。移动后的值用于下一次运行，文本不变。</translation>
    </message>
    <message>
        <source>Change it in the editor and press Run: it is saved, run and recorded. The lines light up at which its threads are. Stop ends one that goes on for ever.</source>
        <translation>在编辑器中修改它，再按“运行”：它会被保存、运行并记录，线程所在的行会亮起。“停止”可结束永不停止的程序。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What is run</source>
        <translation>运行的命令</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>可以做什么</translation>
    </message>
    <message>
        <source>Run records it once more. What it writes stands in the console, and what is typed there is its input. Stop sends it what Ctrl+C sends, a second later SIGTERM, and then ends it.</source>
        <translation>按“运行”可再次记录。它的输出显示在控制台中，在那里键入的内容就是它的输入。“停止”先向它发送与 Ctrl+C 相同的信号，一秒后发送 SIGTERM，然后将其结束。</translation>
    </message>
    <message>
        <source>Lines of source are shown where it was built with debug information (-g).</source>
        <translation>如果构建时带有调试信息（-g），就能显示源代码行。</translation>
    </message>
    <message>
        <source>A scenario of yours, described by its own source. Run compiles it with Braid&apos;s locks and threads, and runs it as Braid&apos;s own scenarios run.</source>
        <translation>你的场景，由它自己的源文件描述。“运行”用 Braid 的锁和线程编译它，并像 Braid 自己的场景那样运行。</translation>
    </message>
    <message>
        <source>Change it in the editor and press Run. Its parameters and presets are those of its description; sliders of times move it while it runs.</source>
        <translation>在编辑器中修改它并按“运行”。它的参数和预设来自它的描述；时间滑块在运行时也起作用。</translation>
    </message>
</context>
<context>
    <name>Programs</name>
    <message>
        <source>%1 runs with another user&apos;s rights, and the system then preloads nothing</source>
        <translation>%1 以其他用户的权限运行，系统因此不预加载任何库</translation>
    </message>
    <message>
        <source>%1 is linked statically, so that nothing can be preloaded</source>
        <translation>%1 是静态链接的，无法预加载任何库</translation>
    </message>
    <message>
        <source>%1 is built with ThreadSanitizer, which wants the same calls for itself</source>
        <translation>%1 使用 ThreadSanitizer 构建，后者要占用同样的调用</translation>
    </message>
    <message>
        <source>%1 is built with AddressSanitizer, which wants to be loaded first</source>
        <translation>%1 使用 AddressSanitizer 构建，后者必须最先加载</translation>
    </message>
    <message>
        <source>%1 is a Go program, which makes its own system calls and has its own locks</source>
        <translation>%1 是 Go 程序，它自行发起系统调用，并使用自己的锁</translation>
    </message>
</context>
<context>
    <name>braid::views::AttachDialog</name>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save the text…</source>
        <translation>保存文本…</translation>
    </message>
    <message>
        <source>Why does that process hang?</source>
        <translation>那个进程为什么卡住？</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Choose a process. Looking at it does not stop or change it.</source>
        <translation>请选择一个进程。查看不会使它停止，也不会改变它。</translation>
    </message>
    <message>
        <source>Filter by name, number or user</source>
        <translation>按名称、进程号或用户筛选</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Threads and their stacks</source>
        <translation>线程及其调用栈</translation>
    </message>
    <message>
        <source>Thread, function</source>
        <translation>线程、函数</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Looking at process %1…</source>
        <translation>正在查看进程 %1…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Save what was seen</source>
        <translation>保存查看结果</translation>
    </message>
</context>
<context>
    <name>braid::views::RecordDialog</name>
    <message>
        <source>End it as soon as nothing in it can move any more</source>
        <translation>一旦其中什么都无法再前进，就结束它</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Record a program</source>
        <translation>记录程序</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the program&apos;s file</source>
        <translation>选择程序文件</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择目录</translation>
    </message>
    <message>
        <source>Recorded lately…</source>
        <translation>最近记录过…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>A file, or a name such as python3</source>
        <translation>文件，或 python3 这样的名称</translation>
    </message>
    <message>
        <source>As in a shell: quotes keep words together</source>
        <translation>写法与 shell 相同：引号内为一个词</translation>
    </message>
    <message>
        <source>NAME=VALUE, one a line, beside what Braid itself has</source>
        <translation>每行一个 NAME=VALUE，附加在 Braid 自身的环境之上</translation>
    </message>
    <message>
        <source>Will be run</source>
        <translation>将运行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No shell reads this: | &gt; &amp; $ * reach the program as they are. A line of a shell is run by: sh -c &apos;…&apos;</source>
        <translation>这里不经过 shell：| &gt; &amp; $ * 会原样传给程序。要运行一行 shell 命令，请用：sh -c &apos;…&apos;</translation>
    </message>
</context>
<context>
    <name>braid::views::RecordTools</name>
    <message>
        <source>The program was ended by Braid.</source>
        <translation>程序已由 Braid 结束。</translation>
    </message>
    <message>
        <source>The program was killed by %1.</source>
        <translation>程序被 %1 杀死。</translation>
    </message>
    <message>
        <source>The program ended by itself with exit status %1.</source>
        <translation>程序自行结束，退出状态为 %1。</translation>
    </message>
    <message>
        <source>Stopped: the program ended at %1.</source>
        <translation>已停止：程序在收到 %1 后结束。</translation>
    </message>
    <message>
        <source>Stopped: the program ended with exit status %1.</source>
        <translation>已停止：程序结束，退出状态为 %1。</translation>
    </message>
</context>
<context>
    <name>braid::views::OpenFiles</name>
    <message>
        <source>Save the program</source>
        <translation>保存程序</translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was opened here. Is it to be written over?</source>
        <translation>%1 在此打开之后被别的程序修改过。要覆盖它吗？</translation>
    </message>
    <message>
        <source>The program could not be saved.</source>
        <translation>无法保存程序。</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 有未保存的修改。</translation>
    </message>
    <message>
        <source>The program could not be opened.</source>
        <translation>无法打开程序。</translation>
    </message>
    <message>
        <source>Save the program as</source>
        <translation>程序另存为</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>%1 was changed by another program; here it has changes that are not saved.</source>
        <translation>%1 已被另一个程序改动；而这里有尚未保存的改动。</translation>
    </message>
    <message>
        <source>%1 was changed by another program.</source>
        <translation>%1 已被另一个程序改动。</translation>
    </message>
    <message>
        <source>%1 cannot be read any more: it is no text in UTF-8, too large, or protected.</source>
        <translation>%1 已无法读取：它不是 UTF-8 文本、太大，或受保护。</translation>
    </message>
    <message>
        <source>%1 was removed by another program. Save writes it again.</source>
        <translation>%1 已被另一个程序删除。“保存”会重新写出它。</translation>
    </message>
    <message>
        <source>Braid did not end in the usual way: what was typed and not saved is here again, in %1.</source>
        <translation>Braid 上次未正常结束：输入后未保存的内容已恢复，在 %1 中。</translation>
    </message>
</context>
</TS>
