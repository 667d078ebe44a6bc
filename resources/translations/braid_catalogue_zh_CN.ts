<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>scenario</name>
    <message>
        <source>A daemon dies with its process</source>
        <translation>守护线程随进程一起消失</translation>
    </message>
    <message>
        <source>A full queue makes the putter wait</source>
        <translation>队列满了，放的人就得等</translation>
    </message>
    <message>
        <source>A lock that its owner may take again</source>
        <translation>可重入锁：持有者可以再次取得</translation>
    </message>
    <message>
        <source>A thread as a class of its own</source>
        <translation>用类来定义线程</translation>
    </message>
    <message>
        <source>Concurrent or parallel? Threads on one core and on all</source>
        <translation>并发还是并行？线程在一个核与所有核上</translation>
    </message>
    <message>
        <source>Deadlock: two locks in opposite order</source>
        <translation>死锁：以相反顺序加两把锁</translation>
    </message>
    <message>
        <source>Five ways out of the deadlock</source>
        <translation>走出死锁的五种办法</translation>
    </message>
    <message>
        <source>Last in, first out</source>
        <translation>后进先出</translation>
    </message>
    <message>
        <source>One event wakes everybody who waits for it</source>
        <translation>一个事件唤醒所有等待者</translation>
    </message>
    <message>
        <source>One lock for the whole interpreter: the GIL</source>
        <translation>整个解释器只有一把锁：GIL</translation>
    </message>
    <message>
        <source>What main reads in the end</source>
        <translation>主线程最后读到的总数</translation>
    </message>
    <message>
        <source>Speed-up</source>
        <translation>加速比</translation>
    </message>
    <message>
        <source>Producers and consumers with a queue between them</source>
        <translation>生产者与消费者，中间一个队列</translation>
    </message>
    <message>
        <source>Start a thread</source>
        <translation>启动一个线程</translation>
    </message>
    <message>
        <source>The most urgent item first</source>
        <translation>最急的先出：优先级队列</translation>
    </message>
    <message>
        <source>The same countdown with a mutex</source>
        <translation>同样的倒数，加上互斥锁</translation>
    </message>
    <message>
        <source>Threads share memory, processes do not</source>
        <translation>线程共享内存，进程不共享</translation>
    </message>
    <message>
        <source>Wait for threads with join</source>
        <translation>用 join 等待线程</translation>
    </message>
    <message>
        <source>Wait until everything is worked off: join and task_done</source>
        <translation>等到所有任务都做完：join 与 task_done</translation>
    </message>
    <message>
        <source>Who is there? Names, the current thread, the registry</source>
        <translation>谁在运行？名字、当前线程与线程注册表</translation>
    </message>
    <message>
        <source>Blocking I/O: one client at a time</source>
        <translation>阻塞 I/O：一次只服务一个客户端</translation>
    </message>
    <message>
        <source>Nonblocking I/O: ask again and again</source>
        <translation>非阻塞 I/O：一遍又一遍地问</translation>
    </message>
    <message>
        <source>I/O multiplexing with select: a chat server</source>
        <translation>用 select 做 I/O 多路复用：聊天服务器</translation>
    </message>
    <message>
        <source>I/O multiplexing with poll: a chat server</source>
        <translation>用 poll 做 I/O 多路复用：聊天服务器</translation>
    </message>
    <message>
        <source>I/O multiplexing with epoll: a chat server</source>
        <translation>用 epoll 做 I/O 多路复用：聊天服务器</translation>
    </message>
    <message>
        <source>Asynchronous I/O: hand it over and do something else</source>
        <translation>异步 I/O：交出去，做别的事</translation>
    </message>
    <message>
        <source>The I/O models side by side</source>
        <translation>I/O 模型大比拼</translation>
    </message>
    <message>
        <source>selectors: one face for select, poll and epoll</source>
        <translation>selectors：select、poll、epoll 的同一副面孔</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>System calls</source>
        <translation>系统调用</translation>
    </message>
    <message>
        <source>Wake-ups</source>
        <translation>唤醒次数</translation>
    </message>
    <message>
        <source>CPU time of the server</source>
        <translation>服务器的 CPU 时间</translation>
    </message>
    <message>
        <source>Bytes received</source>
        <translation>收到的字节数</translation>
    </message>
    <message>
        <source>What silent clients cost: select, poll and epoll</source>
        <translation>沉默的客户端要花多少：select、poll 与 epoll</translation>
    </message>
    <message>
        <source>CPU time of the server for each message</source>
        <translation>服务器处理每条消息的 CPU 时间</translation>
    </message>
    <message>
        <source>Silent clients</source>
        <translation>沉默的客户端</translation>
    </message>
    <message>
        <source>Producer and consumer by yield and send</source>
        <translation>用 yield 和 send 写生产者与消费者</translation>
    </message>
    <message>
        <source>Two greenlets that switch to each other</source>
        <translation>两个互相切换的 greenlet</translation>
    </message>
    <message>
        <source>Fetching many pages: switching on I/O by itself</source>
        <translation>同时抓取许多网页：遇到 I/O 自动切换</translation>
    </message>
    <message>
        <source>A blocking call freezes the whole event loop</source>
        <translation>一个阻塞调用，冻住整个事件循环</translation>
    </message>
    <message>
        <source>Time for all fetches</source>
        <translation>全部抓完的时间</translation>
    </message>
    <message>
        <source>CPU time of a switch</source>
        <translation>每次切换的 CPU 时间</translation>
    </message>
    <message>
        <source>Memory of each one that is there</source>
        <translation>每一个实际占用的内存</translation>
    </message>
    <message>
        <source>Start a child process</source>
        <translation>启动一个子进程</translation>
    </message>
    <message>
        <source>What threads, processes and coroutines cost</source>
        <translation>线程、进程和协程各要多少开销</translation>
    </message>
    <message>
        <source>A queue from process to process</source>
        <translation>进程间的队列</translation>
    </message>
    <message>
        <source>A pipe with two ends</source>
        <translation>有两头的管道</translation>
    </message>
    <message>
        <source>A pool of processes</source>
        <translation>进程池</translation>
    </message>
    <message>
        <source>Cost of a switch</source>
        <translation>一次切换的开销</translation>
    </message>
    <message>
        <source>Cost of a start</source>
        <translation>启动一个的开销</translation>
    </message>
    <message>
        <source>Lost updates: a countdown without a lock</source>
        <translation>丢失更新：不加锁的倒数</translation>
    </message>
    <message>
        <source>A semaphore lets a fixed number in at a time</source>
        <translation>信号量：每次只放行固定个数</translation>
    </message>
    <message>
        <source>Very many coroutines, and as many threads as the machine can take</source>
        <translation>大量协程，和机器能承受的那么多线程</translation>
    </message>
    <message>
        <source>A list or dictionary that a manager process owns</source>
        <translation>归管理进程所有的列表或字典</translation>
    </message>
</context>
<context>
    <name>parameter</name>
    <message>
        <source>Before each child</source>
        <translation>启动每个子进程之前</translation>
    </message>
    <message>
        <source>Before each item</source>
        <translation>放入每一项之前</translation>
    </message>
    <message>
        <source>Between reading and writing</source>
        <translation>读与写之间</translation>
    </message>
    <message>
        <source>Between two increments</source>
        <translation>两次加 1 之间</translation>
    </message>
    <message>
        <source>Times each comes in (0 = until stopped)</source>
        <translation>每个进入的次数（0 = 直到停止）</translation>
    </message>
    <message>
        <source>Work in each read</source>
        <translation>每次 read 里的工作</translation>
    </message>
    <message>
        <source>Between the two locks</source>
        <translation>两把锁之间的停顿</translation>
    </message>
    <message>
        <source>Bounded</source>
        <translation>有界</translation>
    </message>
    <message>
        <source>Total time</source>
        <translation>总时间</translation>
    </message>
    <message>
        <source>Computing time of each thread</source>
        <translation>每个线程的计算时间</translation>
    </message>
    <message>
        <source>Consumers</source>
        <translation>消费者数</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>核</translation>
    </message>
    <message>
        <source>Increments per worker</source>
        <translation>每个加 1 的次数</translation>
    </message>
    <message>
        <source>Holding A</source>
        <translation>持有锁 A 的时间</translation>
    </message>
    <message>
        <source>Items made in all (0 = until stopped)</source>
        <translation>总共生产的个数（0 = 直到停止）</translation>
    </message>
    <message>
        <source>Items put</source>
        <translation>放入的个数</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁</translation>
    </message>
    <message>
        <source>Main clears it, and one comes late</source>
        <translation>主线程清除事件，另有一个迟到者</translation>
    </message>
    <message>
        <source>Main sets it</source>
        <translation>主线程设置事件</translation>
    </message>
    <message>
        <source>Making an item</source>
        <translation>生产一个的时间</translation>
    </message>
    <message>
        <source>Others who want it</source>
        <translation>其他想要它的线程</translation>
    </message>
    <message>
        <source>Timeout (0 = none)</source>
        <translation>时限（0 = 无限）</translation>
    </message>
    <message>
        <source>Timeout for A</source>
        <translation>等待锁 A 的时限</translation>
    </message>
    <message>
        <source>Permits</source>
        <translation>许可数</translation>
    </message>
    <message>
        <source>Producers</source>
        <translation>生产者数</translation>
    </message>
    <message>
        <source>Releases too many</source>
        <translation>多余的释放次数</translation>
    </message>
    <message>
        <source>Room in the queue</source>
        <translation>队列容量</translation>
    </message>
    <message>
        <source>Sleep afterwards</source>
        <translation>之后的睡眠</translation>
    </message>
    <message>
        <source>Stay on each level</source>
        <translation>每一层停留</translation>
    </message>
    <message>
        <source>Staying inside</source>
        <translation>在里面停留</translation>
    </message>
    <message>
        <source>Stepping back for</source>
        <translation>退让时间</translation>
    </message>
    <message>
        <source>Switch interval</source>
        <translation>切换间隔</translation>
    </message>
    <message>
        <source>The child has a child</source>
        <translation>子线程再生子线程</translation>
    </message>
    <message>
        <source>The child is a daemon</source>
        <translation>子线程是守护线程</translation>
    </message>
    <message>
        <source>The child sleeps</source>
        <translation>子线程睡眠</translation>
    </message>
    <message>
        <source>The consumer comes after</source>
        <translation>消费者晚来的时间</translation>
    </message>
    <message>
        <source>The thread sleeps</source>
        <translation>线程睡眠</translation>
    </message>
    <message>
        <source>Thread 1 sleeps</source>
        <translation>线程 1 睡眠</translation>
    </message>
    <message>
        <source>Thread 2 sleeps</source>
        <translation>线程 2 睡眠</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Threads do</source>
        <translation>线程做什么</translation>
    </message>
    <message>
        <source>Threads that wait</source>
        <translation>等待的线程数</translation>
    </message>
    <message>
        <source>Threads, then processes</source>
        <translation>线程数，随后为进程数</translation>
    </message>
    <message>
        <source>Times it is taken</source>
        <translation>取得的次数</translation>
    </message>
    <message>
        <source>Until main sets it</source>
        <translation>主线程设置它之前</translation>
    </message>
    <message>
        <source>Using an item</source>
        <translation>消费一个的时间</translation>
    </message>
    <message>
        <source>Way out</source>
        <translation>解决办法</translation>
    </message>
    <message>
        <source>Who keeps the limit</source>
        <translation>上限由谁把守</translation>
    </message>
    <message>
        <source>With qsize: look again after</source>
        <translation>用 qsize 时，隔多久再看</translation>
    </message>
    <message>
        <source>Work of each thread</source>
        <translation>每个线程的工作量</translation>
    </message>
    <message>
        <source>Work on each item</source>
        <translation>处理每一个的时间</translation>
    </message>
    <message>
        <source>task_done calls left out</source>
        <translation>漏掉的 task_done 次数</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端数</translation>
    </message>
    <message>
        <source>Messages of each</source>
        <translation>每个客户端的消息数</translation>
    </message>
    <message>
        <source>Thinking before each message</source>
        <translation>每条消息之前的思考</translation>
    </message>
    <message>
        <source>Sleep of the child</source>
        <translation>子进程睡多久</translation>
    </message>
    <message>
        <source>Child processes</source>
        <translation>子进程数</translation>
    </message>
    <message>
        <source>How many of each</source>
        <translation>每种多少个</translation>
    </message>
    <message>
        <source>Of which kind</source>
        <translation>哪一种</translation>
    </message>
    <message>
        <source>Items of each child</source>
        <translation>每个子进程放几项</translation>
    </message>
    <message>
        <source>Packed size of an item</source>
        <translation>一个元素打包后的大小</translation>
    </message>
    <message>
        <source>Length of a message's text</source>
        <translation>一条消息的文字长度</translation>
    </message>
    <message>
        <source>Round trips</source>
        <translation>往返次数</translation>
    </message>
    <message>
        <source>Size of a message</source>
        <translation>一条消息的大小</translation>
    </message>
    <message>
        <source>Misbehaving clients</source>
        <translation>不守规矩的客户端</translation>
    </message>
    <message>
        <source>Seed of the random times</source>
        <translation>随机时间的种子</translation>
    </message>
    <message>
        <source>Pause between two rounds</source>
        <translation>两轮之间的停顿</translation>
    </message>
    <message>
        <source>Clients in a chat room</source>
        <translation>一个聊天室的客户端数</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>Operations handed over at once</source>
        <translation>一次提交的操作数</translation>
    </message>
    <message>
        <source>Mechanism</source>
        <translation>底层机制</translation>
    </message>
    <message>
        <source>Something else meanwhile</source>
        <translation>这期间做的别的事</translation>
    </message>
    <message>
        <source>Time for all models together</source>
        <translation>所有模型总共的时间</translation>
    </message>
    <message>
        <source>Pause of the nonblocking server</source>
        <translation>非阻塞服务器的停顿</translation>
    </message>
    <message>
        <source>Items (0 = until stopped)</source>
        <translation>元素个数（0 = 直到停止）</translation>
    </message>
    <message>
        <source>Work on each item, on either side</source>
        <translation>每个元素在各方的处理时间</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Work before each switch</source>
        <translation>每次切换前的工作</translation>
    </message>
    <message>
        <source>Fetches</source>
        <translation>抓取次数</translation>
    </message>
    <message>
        <source>The first server answers after (the others: twice that, up to 800 ms)</source>
        <translation>第一个服务器的应答时间（后面的各翻一倍，最多 800 毫秒）</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Silent clients besides</source>
        <translation>另外的沉默客户端数</translation>
    </message>
    <message>
        <source>Silent clients at most</source>
        <translation>沉默的客户端最多</translation>
    </message>
    <message>
        <source>Measured at so many numbers of them, and none</source>
        <translation>量多少个点（另加没有的时候）</translation>
    </message>
    <message>
        <source>Messages of the one who talks</source>
        <translation>说话的那个的消息数</translation>
    </message>
    <message>
        <source>You chat, too</source>
        <translation>你也参加聊天</translation>
    </message>
    <message>
        <source>Coroutines</source>
        <translation>协程数</translation>
    </message>
    <message>
        <source>Switches of each one</source>
        <translation>每个切换多少次</translation>
    </message>
    <message>
        <source>Threads beside them</source>
        <translation>对照的线程数</translation>
    </message>
    <message>
        <source>The blocking call takes</source>
        <translation>阻塞调用的时长</translation>
    </message>
    <message>
        <source>Hand the call to a thread</source>
        <translation>把调用交给线程</translation>
    </message>
    <message>
        <source>The others tick every</source>
        <translation>其他协程每隔多久跳一下</translation>
    </message>
    <message>
        <source>Before reading</source>
        <translation>读之前等</translation>
    </message>
    <message>
        <source>Each child adds by</source>
        <translation>子进程怎样添加</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作进程数</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务数</translation>
    </message>
    <message>
        <source>Each task takes</source>
        <translation>每个任务耗时</translation>
    </message>
    <message>
        <source>Tasks are given by</source>
        <translation>派任务的方法</translation>
    </message>
    <message>
        <source>Workers killed in mid-task</source>
        <translation>任务中途杀掉几个工作进程</translation>
    </message>
    <message>
        <source>Main ends it by</source>
        <translation>主进程用什么结束它</translation>
    </message>
    <message>
        <source>Connecting takes</source>
        <translation>连接耗时</translation>
    </message>
    <message>
        <source>A put waits at once</source>
        <translation>put 直接等待</translation>
    </message>
    <message>
        <source>The manager owns a</source>
        <translation>管理器拥有</translation>
    </message>
    <message>
        <source>Head start of the thread</source>
        <translation>让线程先跑的时间</translation>
    </message>
</context>
<context>
    <name>choice</name>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>backoff</source>
        <translation>尝试，不成就退让</translation>
    </message>
    <message>
        <source>blocking</source>
        <translation>队列自己（放满就阻塞）</translation>
    </message>
    <message>
        <source>cpu</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>free</source>
        <translation>没有全局锁</translation>
    </message>
    <message>
        <source>gil</source>
        <translation>一把解释器锁</translation>
    </message>
    <message>
        <source>io</source>
        <translation>等待 I/O</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>one</source>
        <translation>一个核</translation>
    </message>
    <message>
        <source>order</source>
        <translation>固定顺序</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>普通互斥锁</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>qsize</source>
        <translation>生产者（先看 qsize 再放）</translation>
    </message>
    <message>
        <source>recursive</source>
        <translation>可重入锁</translation>
    </message>
    <message>
        <source>scoped</source>
        <translation>同时取得（scoped_lock）</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>超时放弃</translation>
    </message>
    <message>
        <source>none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>disconnects</source>
        <translation>第一个：发到一半断开</translation>
    </message>
    <message>
        <source>never-reads</source>
        <translation>第一个：从不读取</translation>
    </message>
    <message>
        <source>byte-by-byte</source>
        <translation>第一个：一字节一字节地发</translation>
    </message>
    <message>
        <source>level</source>
        <translation>水平触发：只要还有就通知</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>边缘触发：新到时通知一次</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动（最好的）</translation>
    </message>
    <message>
        <source>io_uring</source>
        <translation>io_uring</translation>
    </message>
    <message>
        <source>aio</source>
        <translation>POSIX AIO</translation>
    </message>
    <message>
        <source>epoll</source>
        <translation>epoll</translation>
    </message>
    <message>
        <source>poll</source>
        <translation>poll</translation>
    </message>
    <message>
        <source>select</source>
        <translation>select</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两种都做</translation>
    </message>
    <message>
        <source>together</source>
        <translation>一起</translation>
    </message>
    <message>
        <source>one-by-one</source>
        <translation>一个接一个</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>coroutines</source>
        <translation>协程</translation>
    </message>
    <message>
        <source>append</source>
        <translation>append(一次调用)</translation>
    </message>
    <message>
        <source>read-modify-write</source>
        <translation>读出、修改、写回</translation>
    </message>
    <message>
        <source>apply_async</source>
        <translation>apply_async(不等结果)</translation>
    </message>
    <message>
        <source>apply</source>
        <translation>apply(逐个等待)</translation>
    </message>
    <message>
        <source>map</source>
        <translation>map(一起等待)</translation>
    </message>
    <message>
        <source>close</source>
        <translation>close（做完再结束）</translation>
    </message>
    <message>
        <source>terminate</source>
        <translation>terminate（立刻中断）</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>dict</source>
        <translation>字典</translation>
    </message>
</context>
<context>
    <name>preset</name>
    <message>
        <source>backoff</source>
        <translation>尝试与退让</translation>
    </message>
    <message>
        <source>bounded</source>
        <translation>有界</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>再清除</translation>
    </message>
    <message>
        <source>consumers-wait</source>
        <translation>消费者等待</translation>
    </message>
    <message>
        <source>crowd</source>
        <translation>大量</translation>
    </message>
    <message>
        <source>forgotten</source>
        <translation>忘了一次 task_done</translation>
    </message>
    <message>
        <source>gap-100ms</source>
        <translation>间隔 100 ms</translation>
    </message>
    <message>
        <source>gap-100us</source>
        <translation>间隔 100 µs</translation>
    </message>
    <message>
        <source>gil-only</source>
        <translation>只有 GIL</translation>
    </message>
    <message>
        <source>grandchild</source>
        <translation>带孙线程</translation>
    </message>
    <message>
        <source>impatient</source>
        <translation>没有耐心</translation>
    </message>
    <message>
        <source>io</source>
        <translation>等待 I/O</translation>
    </message>
    <message>
        <source>many</source>
        <translation>很多</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>no-gap</source>
        <translation>没有间隔</translation>
    </message>
    <message>
        <source>no-head-start</source>
        <translation>不让先行</translation>
    </message>
    <message>
        <source>no-pause</source>
        <translation>没有停顿</translation>
    </message>
    <message>
        <source>nobody-sets-it</source>
        <translation>没有人设置它</translation>
    </message>
    <message>
        <source>not-a-daemon</source>
        <translation>不是守护线程</translation>
    </message>
    <message>
        <source>one-place</source>
        <translation>只有一个位置</translation>
    </message>
    <message>
        <source>order</source>
        <translation>固定顺序</translation>
    </message>
    <message>
        <source>parallel</source>
        <translation>并行</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>普通互斥锁</translation>
    </message>
    <message>
        <source>producers-wait</source>
        <translation>生产者等待</translation>
    </message>
    <message>
        <source>qsize</source>
        <translation>先看 qsize</translation>
    </message>
    <message>
        <source>quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>scoped</source>
        <translation>同时取得</translation>
    </message>
    <message>
        <source>second-is-faster</source>
        <translation>第二个更快</translation>
    </message>
    <message>
        <source>three-threads</source>
        <translation>三个线程</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>限时</translation>
    </message>
    <message>
        <source>too-many-releases</source>
        <translation>释放过多</translation>
    </message>
    <message>
        <source>tutorial</source>
        <translation>教程原值</translation>
    </message>
    <message>
        <source>one-client</source>
        <translation>一个客户端</translation>
    </message>
    <message>
        <source>rude</source>
        <translation>不守规矩的客户端</translation>
    </message>
    <message>
        <source>long-pause</source>
        <translation>长停顿</translation>
    </message>
    <message>
        <source>beyond-the-limit</source>
        <translation>超出上限</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>边缘触发</translation>
    </message>
    <message>
        <source>aio</source>
        <translation>POSIX AIO</translation>
    </message>
    <message>
        <source>few</source>
        <translation>很少</translation>
    </message>
    <message>
        <source>select</source>
        <translation>用 select</translation>
    </message>
    <message>
        <source>hundred</source>
        <translation>一百个</translation>
    </message>
    <message>
        <source>thousand</source>
        <translation>一千个</translation>
    </message>
    <message>
        <source>coroutines-only</source>
        <translation>只有协程</translation>
    </message>
    <message>
        <source>offload</source>
        <translation>交给线程</translation>
    </message>
    <message>
        <source>alone</source>
        <translation>只有一个</translation>
    </message>
    <message>
        <source>ten</source>
        <translation>十个子进程</translation>
    </message>
    <message>
        <source>large</source>
        <translation>大消息</translation>
    </message>
    <message>
        <source>full-pipe</source>
        <translation>满管道</translation>
    </message>
    <message>
        <source>ping-pong</source>
        <translation>打乒乓</translation>
    </message>
    <message>
        <source>read-modify-write</source>
        <translation>读出、修改、写回</translation>
    </message>
    <message>
        <source>twenty</source>
        <translation>二十个子进程</translation>
    </message>
    <message>
        <source>processes-only</source>
        <translation>只有进程</translation>
    </message>
    <message>
        <source>backlog</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>one-by-one</source>
        <translation>逐个来</translation>
    </message>
    <message>
        <source>map</source>
        <translation>map</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>工作进程被杀</translation>
    </message>
    <message>
        <source>terminate</source>
        <translation>terminate</translation>
    </message>
    <message>
        <source>full</source>
        <translation>不等待的 put</translation>
    </message>
    <message>
        <source>dict</source>
        <translation>字典</translation>
    </message>
    <message>
        <source>dict-read-modify-write</source>
        <translation>字典：读出、修改、写回</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>多数沉默</translation>
    </message>
    <message>
        <source>within-the-limit</source>
        <translation>不超过上限</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>一起聊天</translation>
    </message>
</context>
<context>
    <name>family</name>
    <message>
        <source>threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>locks</source>
        <translation>锁</translation>
    </message>
    <message>
        <source>queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>coroutines</source>
        <translation>协程</translation>
    </message>
    <message>
        <source>io</source>
        <translation>I/O 模型</translation>
    </message>
</context>
<context>
    <name>name</name>
    <message>
        <source>main</source>
        <translation>主线程</translation>
    </message>
    <message>
        <source>main task</source>
        <translation>主任务</translation>
    </message>
    <message>
        <source>Client %1</source>
        <translation>客户端 %1</translation>
    </message>
    <message>
        <source>client %1</source>
        <translation>客户端 %1</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端进程</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>server %1</source>
        <translation>服务器 %1</translation>
    </message>
    <message>
        <source>server %1 s</source>
        <translation>%1 s 服务器</translation>
    </message>
    <message>
        <source>HTTP servers</source>
        <translation>HTTP 服务器</translation>
    </message>
    <message>
        <source>server hub</source>
        <translation>服务器 hub</translation>
    </message>
    <message>
        <source>listener %1 s</source>
        <translation>%1 s 监听套接字</translation>
    </message>
    <message>
        <source>answer %1 of %2 s</source>
        <translation>%2 s 的应答 %1</translation>
    </message>
    <message>
        <source>request %1 of %2 s</source>
        <translation>%2 s 的请求 %1</translation>
    </message>
    <message>
        <source>fetch %1</source>
        <translation>抓取 %1</translation>
    </message>
    <message>
        <source>one by one</source>
        <translation>逐个抓取</translation>
    </message>
    <message>
        <source>door</source>
        <translation>监听套接字</translation>
    </message>
    <message>
        <source>%1's end</source>
        <translation>%1的一端</translation>
    </message>
    <message>
        <source>silent %1</source>
        <translation>沉默客户端 %1</translation>
    </message>
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
        <source>event loop</source>
        <translation>事件循环</translation>
    </message>
    <message>
        <source>selector</source>
        <translation>选择器</translation>
    </message>
    <message>
        <source>Computing %1</source>
        <translation>计算 %1</translation>
    </message>
    <message>
        <source>I/O %1</source>
        <translation>I/O %1</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>无锁 %1</translation>
    </message>
    <message>
        <source>GIL %1</source>
        <translation>GIL %1</translation>
    </message>
    <message>
        <source>Process %1</source>
        <translation>进程 %1</translation>
    </message>
    <message>
        <source>Thread %1</source>
        <translation>线程 %1</translation>
    </message>
    <message>
        <source>Coroutine %1</source>
        <translation>协程 %1</translation>
    </message>
    <message>
        <source>thread %1</source>
        <translation>线程 %1</translation>
    </message>
    <message>
        <source>task %1</source>
        <translation>任务 %1</translation>
    </message>
    <message>
        <source>token %1</source>
        <translation>令牌 %1</translation>
    </message>
    <message>
        <source>GIL taken by another</source>
        <translation>GIL 已被别人取得</translation>
    </message>
    <message>
        <source>Coroutine here</source>
        <translation>此处协程</translation>
    </message>
    <message>
        <source>Coroutine there</source>
        <translation>彼处协程</translation>
    </message>
    <message>
        <source>Process partner</source>
        <translation>对方进程</translation>
    </message>
    <message>
        <source>Thread partner</source>
        <translation>对方线程</translation>
    </message>
    <message>
        <source>Process to warm up</source>
        <translation>预热进程</translation>
    </message>
    <message>
        <source>Thread to warm up</source>
        <translation>预热线程</translation>
    </message>
    <message>
        <source>%1 ping-pong ←</source>
        <translation>%1 往返 ←</translation>
    </message>
    <message>
        <source>%1 ping-pong →</source>
        <translation>%1 往返 →</translation>
    </message>
    <message>
        <source>ping-pong loop</source>
        <translation>往返循环</translation>
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
        <source>Child</source>
        <translation>子线程</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>消费者</translation>
    </message>
    <message>
        <source>producer</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>consumer</source>
        <translation>消费者</translation>
    </message>
    <message>
        <source>Producer-%1</source>
        <translation>生产者-%1</translation>
    </message>
    <message>
        <source>Consumer-%1</source>
        <translation>消费者-%1</translation>
    </message>
    <message>
        <source>%1 values</source>
        <translation>%1的值</translation>
    </message>
    <message>
        <source>Putter</source>
        <translation>放入者</translation>
    </message>
    <message>
        <source>Getter</source>
        <translation>取出者</translation>
    </message>
    <message>
        <source>into %1</source>
        <translation>放入 %1</translation>
    </message>
    <message>
        <source>out of %1</source>
        <translation>取出 %1</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>管理进程</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>服务于 %1</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>进程池</translation>
    </message>
    <message>
        <source>Pool-worker-%1</source>
        <translation>工作进程-%1</translation>
    </message>
    <message>
        <source>handler of %1</source>
        <translation>%1的管理线程</translation>
    </message>
    <message>
        <source>tasks of %1</source>
        <translation>%1的任务</translation>
    </message>
    <message>
        <source>results of %1</source>
        <translation>%1的结果</translation>
    </message>
    <message>
        <source>result of task %1</source>
        <translation>任务 %1 的结果</translation>
    </message>
    <message>
        <source>Pool: a task has begun</source>
        <translation>进程池：有任务已开始</translation>
    </message>
    <message>
        <source>go home</source>
        <translation>回家信号</translation>
    </message>
    <message>
        <source>Other %1</source>
        <translation>其他线程 %1</translation>
    </message>
    <message>
        <source>culprit</source>
        <translation>肇事者</translation>
    </message>
    <message>
        <source>ticker %1</source>
        <translation>定时协程 %1</translation>
    </message>
    <message>
        <source>feeder of %1</source>
        <translation>%1 的送料线程</translation>
    </message>
    <message>
        <source>pipe of %1</source>
        <translation>%1 的管道</translation>
    </message>
    <message>
        <source>buffer of %1</source>
        <translation>%1 的缓冲</translation>
    </message>
    <message>
        <source>pipe ←</source>
        <translation>管道 ←</translation>
    </message>
    <message>
        <source>pipe →</source>
        <translation>管道 →</translation>
    </message>
    <message>
        <source>total of %1</source>
        <translation>%1的 total</translation>
    </message>
    <message>
        <source>lock of %1</source>
        <translation>%1的锁</translation>
    </message>
    <message>
        <source>the parent</source>
        <translation>父进程</translation>
    </message>
    <message>
        <source>A and B</source>
        <translation>A 和 B</translation>
    </message>
    <message>
        <source>byte by byte</source>
        <translation>逐字节</translation>
    </message>
    <message>
        <source>disconnects</source>
        <translation>中途断开</translation>
    </message>
    <message>
        <source>never reads</source>
        <translation>从不读取</translation>
    </message>
    <message>
        <source>Grandchild</source>
        <translation>孙线程</translation>
    </message>
    <message>
        <source>Killer</source>
        <translation>杀手线程</translation>
    </message>
    <message>
        <source>Latecomer</source>
        <translation>迟到者</translation>
    </message>
    <message>
        <source>worker</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>your end</source>
        <translation>你这一端</translation>
    </message>
    <message>
        <source>your poll</source>
        <translation>你的 poll</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>what you type</source>
        <translation>你的输入</translation>
    </message>
    <message>
        <source>mutex #%1</source>
        <translation>互斥锁 #%1</translation>
    </message>
    <message>
        <source>recursive mutex #%1</source>
        <translation>递归互斥锁 #%1</translation>
    </message>
    <message>
        <source>rwlock #%1</source>
        <translation>读写锁 #%1</translation>
    </message>
    <message>
        <source>semaphore #%1</source>
        <translation>信号量 #%1</translation>
    </message>
    <message>
        <source>condition #%1</source>
        <translation>条件 #%1</translation>
    </message>
    <message>
        <source>barrier #%1</source>
        <translation>屏障 #%1</translation>
    </message>
    <message>
        <source>once #%1</source>
        <translation>一次性初始化 #%1</translation>
    </message>
    <message>
        <source>descriptor #%1</source>
        <translation>描述符 #%1</translation>
    </message>
    <message>
        <source>object #%1</source>
        <translation>对象 #%1</translation>
    </message>
    <message>
        <source>lock #%1</source>
        <translation>锁 #%1</translation>
    </message>
    <message>
        <source>event #%1</source>
        <translation>事件 #%1</translation>
    </message>
    <message>
        <source>thread #%1</source>
        <translation>线程 #%1</translation>
    </message>
    <message>
        <source>lock of the loader</source>
        <translation>加载器的锁</translation>
    </message>
    <message>
        <source>semaphore %1 of set %2</source>
        <translation>信号量集 %2 的信号量 %1</translation>
    </message>
    <message>
        <source>message queue %1</source>
        <translation>消息队列 %1</translation>
    </message>
    <message>
        <source>lock of file %1</source>
        <translation>文件 %1 的锁</translation>
    </message>
    <message>
        <source>pipe for reading</source>
        <translation>管道读端</translation>
    </message>
    <message>
        <source>pipe for writing</source>
        <translation>管道写端</translation>
    </message>
    <message>
        <source>socket</source>
        <translation>套接字</translation>
    </message>
    <message>
        <source>terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>timer</source>
        <translation>定时器</translation>
    </message>
    <message>
        <source>signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>something inside %1</source>
        <translation>%1 内部的某物</translation>
    </message>
    <message>
        <source>lock inside %1</source>
        <translation>%1 内部的锁</translation>
    </message>
    <message>
        <source>initialisation of %1</source>
        <translation>%1 的初始化</translation>
    </message>
    <message>
        <source>opening of %1 for reading</source>
        <translation>打开 %1 以读取</translation>
    </message>
    <message>
        <source>opening of %1 for writing</source>
        <translation>打开 %1 以写入</translation>
    </message>
</context>
</TS>
