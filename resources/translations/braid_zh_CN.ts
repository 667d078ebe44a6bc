<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Deadlock</source>
        <translation>死锁</translation>
    </message>
    <message>
        <source>Stuck for ever</source>
        <translation>永远卡住</translation>
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
        <translation>发现</translation>
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
</context>
<context>
    <name>Titles</name>
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
        <translation>发现</translation>
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
</context>
<context>
    <name>braid::views::Actions</name>
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
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一个发现</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>上一个发现</translation>
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
        <source>Taller lanes</source>
        <translation>加高泳道</translation>
    </message>
    <message>
        <source>Lower lanes</source>
        <translation>降低泳道</translation>
    </message>
    <message>
        <source>Search scenarios</source>
        <translation>搜索场景</translation>
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
        <translation>在时间线上查看这个发现</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
</context>
<context>
    <name>braid::views::Dock</name>
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
</context>
<context>
    <name>braid::views::FindingsPane</name>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
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
        <source>Nothing has gone wrong so far.</source>
        <translation>到目前为止没有问题。</translation>
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
</context>
<context>
    <name>braid::views::KeysSheet</name>
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
        <source>Select nothing</source>
        <translation>取消选择</translation>
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
        <source>Select a bar: its object, holder and arrows light up</source>
        <translation>选择一个条：其对象、持有者和箭头会突出显示</translation>
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
        <source>Commands</source>
        <translation>命令</translation>
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
        <translation>对条、对象、发现或输出行可做的操作</translation>
    </message>
    <message>
        <source>More</source>
        <translation>其他</translation>
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
</context>
<context>
    <name>braid::views::MainWindow</name>
    <message>
        <source>The scenarios cannot be listed.</source>
        <translation>无法列出场景。</translation>
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
        <source>Slow motion: every sleep of the scenario takes so many times as long, at once</source>
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
        <source>Back to the tutorial&apos;s values</source>
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
        <source>The run&apos;s results are drawn here when it is through.</source>
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
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>卡住</translation>
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
</context>
<context>
    <name>braid::views::RunSession</name>
    <message>
        <source>Choose a scenario first.</source>
        <translation>请先选择一个场景。</translation>
    </message>
    <message>
        <source>The run could not start.</source>
        <translation>无法启动运行。</translation>
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
</context>
<context>
    <name>braid::views::SourcePane</name>
    <message>
        <source>Source of the scenario</source>
        <translation>场景的源代码</translation>
    </message>
    <message>
        <source>The source %1 is not part of this program.</source>
        <translation>本程序不包含源文件 %1。</translation>
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
        <source>A saved run (.braid) can be dropped anywhere in this window. Press ? for all keys.</source>
        <translation>可将保存的运行记录（.braid）拖放到窗口任意位置。按 ? 查看所有按键。</translation>
    </message>
    <message>
        <source>How much of the file has been read</source>
        <translation>文件已读取的比例</translation>
    </message>
    <message>
        <source>Lessons, in the tutorial&apos;s order: click to choose, double click to run</source>
        <translation>按教程顺序排列的课程：单击选择，双击运行</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>%1  (missing)</source>
        <translation>%1（已不存在）</translation>
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
        <source>Wheel: zoom  ·  Shift + wheel or drag: move in time  ·  Alt + wheel: scroll lanes  ·  Click: select  ·  ?: all keys</source>
        <translation>滚轮：缩放  ·  Shift + 滚轮或拖动：沿时间移动  ·  Alt + 滚轮：滚动泳道  ·  单击：选择  ·  ?：所有按键</translation>
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
        <source>What watching costs. Events: all that the run wrote, and how many a second (of the last second; of the whole run once it is over). Lost: events that found no room. ns/event: what writing one event costs the thread that writes it, measured by the run&apos;s own process before it began, over 20 000 events. Worst frame: the longest time the window took to take in events and draw.</source>
        <translation>观测的代价。事件：本次运行写下的全部事件，以及每秒多少个（运行中取最近一秒，结束后取全程平均）。丢失：没有地方可写的事件。ns/事件：写下一个事件让写它的线程付出的时间，由运行进程在开始前实测 20 000 个事件得出。最慢一帧：窗口读入事件并绘制所用的最长时间。</translation>
    </message>
</context>
<context>
    <name>braid::views::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>render</name>
    <message>
        <source>waits for</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>is held by</source>
        <translation>被持有</translation>
    </message>
    <message>
        <source>Nobody holds or waits for anything now.</source>
        <translation>现在没有谁持有或等待任何东西。</translation>
    </message>
    <message>
        <source>and %1 more wait</source>
        <translation>另有 %1 个在等待</translation>
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
        <source>in a deadlock cycle, with its place in the ring</source>
        <translation>在死锁环中，标出在环中的位置</translation>
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
        <translation>被终止</translation>
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
        <translation>递归锁</translation>
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
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>发现</translation>
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
        <translation>命令、场景、发现、泳道或对象</translation>
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
</context>
<context>
    <name>braid::views::ContextMenus</name>
    <message>
        <source>Copy the sentence</source>
        <translation>复制这句话</translation>
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
        <source>there is no parameter %1 in</source>
        <translation>没有参数 %1，场景：</translation>
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
        <source>the trace&apos;s header is damaged</source>
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
        <translation>%1：%2</translation>
    </message>
</context>
</TS>
