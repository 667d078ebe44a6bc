<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>%1 crashes: %2</source>
        <translation>%1 崩溃：%2</translation>
    </message>
    <message>
        <source>%1 fails: %2</source>
        <translation>%1 失败：%2</translation>
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
        <source>%1 waits for %2, held by %3</source>
        <translation>%1 等待 %2，它被 %3 持有</translation>
    </message>
    <message>
        <source>%1 waits for %2, held by %3 (%4)</source>
        <translation>%1 等待 %2，它被 %3 持有（%4）</translation>
    </message>
    <message>
        <source>%1 waits for %2 to end (%3)</source>
        <translation>%1 等待 %2 结束（%3）</translation>
    </message>
    <message>
        <source>%1 waits for %2, which it holds itself (%3)</source>
        <translation>%1 等待 %2，而持有它的正是自己（%3）</translation>
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
        <source>The program crashed</source>
        <translation>程序崩溃了</translation>
    </message>
    <message>
        <source>%1 crashed: %2</source>
        <translation>%1 崩溃：%2</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 失败：%2</translation>
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
        <source>%1 waits for %2 task_done that nobody can call (%3)</source>
        <translation>%1 等待 %2 次 task_done，但已没有谁能调用（%3）</translation>
    </message>
    <message>
        <source>%1 threads wait for %2 task_done that nobody can call (%3)</source>
        <translation>%1 个线程等待 %2 次 task_done，但已没有谁能调用（%3）</translation>
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
        <source>%1 waits for a permit of %2; all are held by %3, stuck as well</source>
        <translation>%1 等待 %2 的许可；许可全被 %3 持有，而它也卡住了</translation>
    </message>
    <message>
        <source>%1 threads wait for a permit of %2; all are held by %3, stuck as well</source>
        <translation>%1 个线程等待 %2 的许可；许可全被 %3 持有，而它也卡住了</translation>
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
        <source>%1 sends %2 to %3</source>
        <translation>%1 向 %3 发送 %2</translation>
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
        <source>%1 gave %2 a descriptor beyond its limit: its sets hold numbers below 1024 (FD_SETSIZE); poll and epoll have no such limit</source>
        <translation>%1 给了 %2 一个超出上限的描述符：它的集合只装得下小于 1024 的编号（FD_SETSIZE）；poll 和 epoll 没有这个上限</translation>
    </message>
</context>
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
        <source>A semaphore limits how many are inside at once</source>
        <translation>信号量：限制同时进入的数目</translation>
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
        <source>Lost updates: threads count down without a lock</source>
        <translation>丢失更新：多个线程不加锁地倒数</translation>
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
        <source>As many coroutines as you like, as many threads as the machine can take</source>
        <translation>协程要多少有多少，线程只到机器能承受的数目</translation>
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
        <source>Between reading and writing</source>
        <translation>读与写之间</translation>
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
        <source>Items made in all</source>
        <translation>总共生产的个数</translation>
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
        <source>Patience for the second lock</source>
        <translation>等待第二把锁的上限</translation>
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
        <source>Items</source>
        <translation>元素个数</translation>
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
        <source>two-threads</source>
        <translation>两个线程</translation>
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
</TS>
