<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>choice</name>
    <message>
        <source>all</source>
        <translation>All</translation>
    </message>
    <message>
        <source>backoff</source>
        <translation>Try and step back</translation>
    </message>
    <message>
        <source>blocking</source>
        <translation>The queue (a full one blocks)</translation>
    </message>
    <message>
        <source>cpu</source>
        <translation>Compute</translation>
    </message>
    <message>
        <source>free</source>
        <translation>No shared lock</translation>
    </message>
    <message>
        <source>gil</source>
        <translation>One interpreter lock</translation>
    </message>
    <message>
        <source>io</source>
        <translation>Wait for I/O</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>Some compute, some wait</translation>
    </message>
    <message>
        <source>one</source>
        <translation>One core</translation>
    </message>
    <message>
        <source>order</source>
        <translation>Always the same order</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>Plain mutex</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>Processes</translation>
    </message>
    <message>
        <source>qsize</source>
        <translation>The producer (looks at qsize first)</translation>
    </message>
    <message>
        <source>recursive</source>
        <translation>Recursive lock</translation>
    </message>
    <message>
        <source>scoped</source>
        <translation>Both at once (scoped_lock)</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Give up after a while</translation>
    </message>
    <message>
        <source>none</source>
        <translation>None</translation>
    </message>
    <message>
        <source>disconnects</source>
        <translation>The first one disconnects in mid-message</translation>
    </message>
    <message>
        <source>never-reads</source>
        <translation>The first one never reads</translation>
    </message>
    <message>
        <source>byte-by-byte</source>
        <translation>The first one sends byte by byte</translation>
    </message>
    <message>
        <source>level</source>
        <translation>As long as there is something (level)</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>Once per arrival (edge)</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>The best there is</translation>
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
        <translation>Both</translation>
    </message>
    <message>
        <source>together</source>
        <translation>Together</translation>
    </message>
    <message>
        <source>one-by-one</source>
        <translation>One by one</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>coroutines</source>
        <translation>Coroutines</translation>
    </message>
    <message>
        <source>append</source>
        <translation>append: one call</translation>
    </message>
    <message>
        <source>read-modify-write</source>
        <translation>Read, change, write back</translation>
    </message>
    <message>
        <source>apply_async</source>
        <translation>apply_async: does not wait</translation>
    </message>
    <message>
        <source>apply</source>
        <translation>apply: waits for each</translation>
    </message>
    <message>
        <source>map</source>
        <translation>map: waits for all</translation>
    </message>
    <message>
        <source>close</source>
        <translation>close: finish all tasks</translation>
    </message>
    <message>
        <source>terminate</source>
        <translation>terminate: break off</translation>
    </message>
    <message>
        <source>list</source>
        <translation>List</translation>
    </message>
    <message>
        <source>dict</source>
        <translation>Dictionary</translation>
    </message>
</context>
<context>
    <name>preset</name>
    <message>
        <source>backoff</source>
        <translation>Try and step back</translation>
    </message>
    <message>
        <source>bounded</source>
        <translation>Bounded</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>Cleared again</translation>
    </message>
    <message>
        <source>consumers-wait</source>
        <translation>The consumers wait</translation>
    </message>
    <message>
        <source>crowd</source>
        <translation>A crowd</translation>
    </message>
    <message>
        <source>forgotten</source>
        <translation>One forgotten</translation>
    </message>
    <message>
        <source>gap-100ms</source>
        <translation>Gap of 100 ms</translation>
    </message>
    <message>
        <source>gap-100us</source>
        <translation>Gap of 100 µs</translation>
    </message>
    <message>
        <source>gil-only</source>
        <translation>Only the GIL</translation>
    </message>
    <message>
        <source>grandchild</source>
        <translation>With a grandchild</translation>
    </message>
    <message>
        <source>impatient</source>
        <translation>Impatient</translation>
    </message>
    <message>
        <source>io</source>
        <translation>Wait for I/O</translation>
    </message>
    <message>
        <source>many</source>
        <translation>Many</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>Mixed</translation>
    </message>
    <message>
        <source>no-gap</source>
        <translation>No gap</translation>
    </message>
    <message>
        <source>no-head-start</source>
        <translation>No head start</translation>
    </message>
    <message>
        <source>no-pause</source>
        <translation>No pause</translation>
    </message>
    <message>
        <source>nobody-sets-it</source>
        <translation>Nobody sets it</translation>
    </message>
    <message>
        <source>not-a-daemon</source>
        <translation>Not a daemon</translation>
    </message>
    <message>
        <source>one-place</source>
        <translation>One place only</translation>
    </message>
    <message>
        <source>order</source>
        <translation>Fixed order</translation>
    </message>
    <message>
        <source>parallel</source>
        <translation>Parallel</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>Plain mutex</translation>
    </message>
    <message>
        <source>producers-wait</source>
        <translation>The producers wait</translation>
    </message>
    <message>
        <source>qsize</source>
        <translation>qsize first</translation>
    </message>
    <message>
        <source>quick</source>
        <translation>Quick</translation>
    </message>
    <message>
        <source>scoped</source>
        <translation>Both at once</translation>
    </message>
    <message>
        <source>second-is-faster</source>
        <translation>The second is faster</translation>
    </message>
    <message>
        <source>three-threads</source>
        <translation>Three threads</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>With a timeout</translation>
    </message>
    <message>
        <source>too-many-releases</source>
        <translation>Too many releases</translation>
    </message>
    <message>
        <source>tutorial</source>
        <translation>Tutorial</translation>
    </message>
    <message>
        <source>one-client</source>
        <translation>One client</translation>
    </message>
    <message>
        <source>rude</source>
        <translation>Misbehaving clients</translation>
    </message>
    <message>
        <source>long-pause</source>
        <translation>Long pause</translation>
    </message>
    <message>
        <source>beyond-the-limit</source>
        <translation>Beyond the limit</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>Edge-triggered</translation>
    </message>
    <message>
        <source>aio</source>
        <translation>POSIX AIO</translation>
    </message>
    <message>
        <source>few</source>
        <translation>Few</translation>
    </message>
    <message>
        <source>select</source>
        <translation>With select</translation>
    </message>
    <message>
        <source>hundred</source>
        <translation>A hundred</translation>
    </message>
    <message>
        <source>thousand</source>
        <translation>A thousand</translation>
    </message>
    <message>
        <source>coroutines-only</source>
        <translation>Coroutines only</translation>
    </message>
    <message>
        <source>offload</source>
        <translation>Handed to a thread</translation>
    </message>
    <message>
        <source>alone</source>
        <translation>Alone</translation>
    </message>
    <message>
        <source>ten</source>
        <translation>Ten children</translation>
    </message>
    <message>
        <source>large</source>
        <translation>Large items</translation>
    </message>
    <message>
        <source>full-pipe</source>
        <translation>A full pipe</translation>
    </message>
    <message>
        <source>ping-pong</source>
        <translation>Ping-pong</translation>
    </message>
    <message>
        <source>read-modify-write</source>
        <translation>Read, change, write back</translation>
    </message>
    <message>
        <source>twenty</source>
        <translation>Twenty children</translation>
    </message>
    <message>
        <source>processes-only</source>
        <translation>Processes only</translation>
    </message>
    <message>
        <source>backlog</source>
        <translation>A backlog</translation>
    </message>
    <message>
        <source>one-by-one</source>
        <translation>One by one</translation>
    </message>
    <message>
        <source>map</source>
        <translation>map</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>Workers are killed</translation>
    </message>
    <message>
        <source>terminate</source>
        <translation>terminate</translation>
    </message>
    <message>
        <source>full</source>
        <translation>Put without waiting</translation>
    </message>
    <message>
        <source>dict</source>
        <translation>Dictionary</translation>
    </message>
    <message>
        <source>dict-read-modify-write</source>
        <translation>Dictionary: read, change, write back</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>Mostly silent</translation>
    </message>
    <message>
        <source>within-the-limit</source>
        <translation>Within the limit</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>Chat with them</translation>
    </message>
</context>
<context>
    <name>family</name>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>locks</source>
        <translation>Locks</translation>
    </message>
    <message>
        <source>queues</source>
        <translation>Queues</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>Processes</translation>
    </message>
    <message>
        <source>coroutines</source>
        <translation>Coroutines</translation>
    </message>
    <message>
        <source>io</source>
        <translation>I/O models</translation>
    </message>
</context>
</TS>
