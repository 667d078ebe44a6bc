# Replaces parts of concurrent.futures and asyncio. See names.py.


results = {}  # id of a future -> (what works on it, its number there, what it is called)
tasks = {}  # id of a pool or loop -> the last number of a task


def new_task(pool):
    tasks[id(pool)] = tasks.get(id(pool), 0) + 1
    return tasks[id(pool)]


def patch_futures(module):
    Future = module.Future

    @patched(Future, "result")
    def _(original):
        def result(self, timeout=None):
            if self.done() or id(self) not in results:
                return original(self, timeout)
            pool, number, name = results[id(self)]
            if not known(self):
                define(self, Event, 0, "result of " + name, word_of(self))
                say(self, RESULT_OF, OWN, number, number_in(pool))
            inside = own_loop(pool)
            if inside:
                say(pool, TASK_BEGIN, OWN, new_task(pool), 0, "result()")
            waits(self, WAIT_BEGIN, AFTER, nanos(timeout), 0)
            in_time = False
            try:
                value = original(self, timeout)
                in_time = True
                return value
            finally:
                if done():
                    say(self, WAIT_END, NEXT, 0, WAIT_WOKEN if in_time or self.done() else WAIT_TIMED_OUT)
                if inside:
                    say(pool, TASK_END, OWN, tasks[id(pool)])
        return result

    def telling(original):
        def settle(self, value):
            if known(self):
                say(self, SIGNAL, NEXT, ALL)
            results.pop(id(self), None)
            return original(self, value)
        return settle
    patched(Future, "set_result")(telling)
    patched(Future, "set_exception")(telling)


def own_loop(pool):
    events = sys.modules.get("asyncio.events")
    return events is not None and events._get_running_loop() is pool


def patch_thread_pool(module):
    Executor = module.ThreadPoolExecutor

    @patched(Executor, "__init__")
    def _(original):
        def init(self, *args, **kwargs):
            original(self, *args, **kwargs)
            make_known(self, Pool, self._max_workers, "ThreadPoolExecutor")
        return init

    @patched(Executor, "submit")
    def _(original):
        def submit(self, fn, /, *args, **kwargs):
            if not known(self):
                return original(self, fn, *args, **kwargs)
            find_names()
            number, name = new_task(self), getattr(fn, "__name__", type(fn).__name__)

            def task(*args, **kwargs):
                say(self, TASK_BEGIN, OWN, number, 0, name)
                fine = 1
                try:
                    value = fn(*args, **kwargs)
                    fine = 0
                    return value
                finally:
                    say(self, TASK_END, OWN, number, fine)
            future = original(self, task, *args, **kwargs)
            if not future.done():
                results[id(future)] = (self, number, name)
            return future
        return submit


lanes = {}  # id of a task -> its lane
unasked = {}  # id of a task that has failed -> its lane, and where
fresh = {}  # id of a task that has not run yet -> what it was called when it was made


selectors = {}  # id of a loop -> the descriptor of its selector


def know_loop(loop):
    selector = getattr(getattr(loop, "_selector", None), "_selector", None)
    descriptor = selector.fileno() if hasattr(selector, "fileno") and not selector.closed else -1
    if descriptor >= 0 and selectors.get(id(loop)) != descriptor and define_selector(loop, descriptor, "event loop"):
        selectors[id(loop)] = descriptor
    if not known(loop):
        define(loop, Loop, 0, "event loop", word_number("asyncio event loop"))


def patch_loop(module):
    @patched(module.BaseEventLoop, "call_exception_handler")
    def _(original):
        def call_exception_handler(self, context):
            if "never retrieved" in str(context.get("message")):
                never_asked(*unasked.pop(id(context.get("future")), (0, 0)))
            return original(self, context)
        return call_exception_handler

    @patched(module.BaseEventLoop, "create_task")
    def _(original):
        def create_task(self, *args, **kwargs):
            task = original(self, *args, **kwargs)
            know_loop(self)
            if len(lanes) < 10000:
                fresh[id(task)] = task.get_name()
                lanes[id(task)] = coroutine(task.get_name(), self)
            return task
        return create_task


def stands(task):
    """Of what the task awaits, the innermost frame, and the innermost one of the program itself."""
    own = frame = None
    one = task.get_coro()
    for _ in range(20):
        inner = getattr(one, "cr_frame", None)
        if inner is None:
            break
        frame = inner
        if is_program(inner.f_code):
            own = inner
        one = one.cr_await
    return frame, own


def lanes_of(several):
    for each in several:
        if id(each) not in lanes:
            yield from lanes_of(getattr(each, "_children", ()))
        elif lanes[id(each)] and not each.done():
            yield lanes[id(each)]


def awaited_lane(task, frame):
    """The lane of the task that it awaits, of several the first one that is not done; 0 where that is none, or another one would do."""
    waiter = task._fut_waiter
    number = lanes.get(id(waiter), 0)
    if number or frame is None:
        return number
    several = getattr(waiter, "_children", ())  # of gather()
    name = frame.f_code.co_name
    if not several and name in ("_wait", "_aexit", "__aexit__") and "/asyncio/" in frame.f_code.co_filename:
        values = frame.f_locals
        if name != "_wait":
            several = getattr(values.get("self"), "_tasks", ())  # of a TaskGroup
        elif values.get("timeout") is None and values.get("return_when") == "ALL_COMPLETED":
            several = values.get("fs", ())
    return min(lanes_of(several), default=0)


def patch_handles(module):
    @patched(module.Handle, "_run")
    def _(original):
        def run(self):
            task = getattr(self._callback, "__self__", None)
            own = lanes.get(id(task))
            if not own or task.done():
                return original(self)
            made = fresh.pop(id(task), None)
            if made is not None and made != task.get_name():
                name_lane(own, task.get_name())
            before = resume(own)
            try:
                return original(self)
            finally:
                if not task.done():
                    frame, at = stands(task)
                    suspend(own, awaited_lane(task, frame), before, place(at))
                else:
                    del lanes[id(task)]
                    error = None if task.cancelled() else task._exception
                    if error is not None and len(unasked) < 10000:
                        unasked[id(task)] = own, raised_at(error.__traceback__)
                    leave(own, words_of(type(error), error) if error is not None else None, before)
        return run


def patch_asyncio(module):
    original = module.run_coroutine_threadsafe

    def run_coroutine_threadsafe(coro, loop):
        know_loop(loop)
        number, name = new_task(loop), getattr(coro, "__qualname__", "coroutine")
        future = original(coro, loop)
        results[id(future)] = (loop, number, name)
        return future
    run_coroutine_threadsafe.__doc__ = original.__doc__
    run_coroutine_threadsafe.__module__ = original.__module__
    module.run_coroutine_threadsafe = run_coroutine_threadsafe
