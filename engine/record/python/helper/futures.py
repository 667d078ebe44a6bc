# Replaces parts of concurrent.futures and asyncio. See begin.py.


results = {}  # id of a future -> (what works on it, its number there, what it is called)
tasks = {}  # id of a pool or loop -> the last number of a task


def new_task(pool):
    tasks[id(pool)] = tasks.get(id(pool), 0) + 1
    return tasks[id(pool)]


def patch_futures(module):
    Future = module.Future

    @patched(Future, "__init__")
    def _(original):
        def init(self):
            original(self)
            make_known(self, Event, 0, "Future")
        return init

    @patched(Future, "result")
    def _(original):
        def result(self, timeout=None):
            if self.done() or (id(self) not in results and not known(self)):
                return original(self, timeout)
            pool, number, name = results.get(id(self), (None, 0, None))
            if pool is not None and not known(self):
                define(self, Event, 0, "result of " + name, word_of(self))
                say(self, RESULT_OF, OWN, number, number_in(pool))
            inside = pool is not None and own_loop(pool)
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


def function_name(function):
    """Of what is called in the end: to_thread() gives a partial of Context.run."""
    for _ in range(4):
        inner = getattr(function, "func", None)
        if inner is None:
            break
        named = getattr(inner, "__name__", None) == "run" and function.args
        function = function.args[0] if named else inner
    return getattr(function, "__name__", type(function).__name__)


def patch_thread_pool(module):
    Executor = module.ThreadPoolExecutor

    @patched(Executor, "__init__")
    def _(original):
        def init(self, *args, **kwargs):
            original(self, *args, **kwargs)
            if outer_frame().f_code.co_name == "run_in_executor":
                define(self, Pool, self._max_workers, "the loop's executor", word_of(self))
            else:
                make_known(self, Pool, self._max_workers, "ThreadPoolExecutor")
        return init

    @patched(Executor, "submit")
    def _(original):
        def submit(self, fn, /, *args, **kwargs):
            if not known(self):
                return original(self, fn, *args, **kwargs)
            find_names()
            number, name = new_task(self), function_name(fn)

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


def patch_unix_loop(module):
    @patched(module._UnixSelectorEventLoop, "add_signal_handler")
    def _(original):
        def add_signal_handler(self, sig, callback, *args):
            signal_may_come()
            return original(self, sig, callback, *args)
        return add_signal_handler


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


of_several = {}  # lane of a task -> that of the one of several that it waits for
behind = {}  # lane of a task -> those that wait for it and others
expected = {}  # id of a future of the program's own -> a weak reference to it, by which it is forgotten
chained = {}  # id of a future -> a weak reference to it, and the task of a pool whose result it gets, as in results
expecting = {}  # lane of a task -> the future that it waits for


def name_in(frame, thing):
    """What the program calls it where the frame stands, or in the object that the function belongs to; None where it does not."""
    values = frame.f_locals
    for name, value in list(values.items()):
        if value is thing:
            return name
    owner = values.get("self")
    for name, value in list(getattr(owner, "__dict__", {}).items()):
        if value is thing:
            return "%s.%s" % (type(owner).__name__, name)
    return None


def expect(future, own, frame, at):
    """The task on the lane `own` stands at the place `at` and awaits what is no task, in `frame` where that is the program's own."""
    key = id(future)
    reference, (pool, number, name) = chained.get(key, (None, (None, 0, None)))
    if reference is not None and reference() is not future:
        pool = name = None
    if pool is None and (frame is None or getattr(future, "_children", None) is not None or type(future).__name__ != "Future"):
        return
    if key not in expected:
        if len(expected) >= 10000:
            return

        def over(_):
            expected.pop(key, None)
            forget_at(key)
        reference = _weakref.ref(future, over)
        if name is not None:
            name = "result of " + name
        elif frame is not None:
            name = name_in(frame, future)
        define(future, Event, 0, numbered("Future") if name is None else name, word_of(future))
        if pool is not None:
            say(future, RESULT_OF, OWN, number, number_in(pool))
        expected[key] = reference
    expecting[own] = future
    awaits_results()
    say(future, WAIT_BEGIN, AFTER, 0, 0, None, at)


def wait_for_next(task, over):
    """The task waited for several, of which the one on the lane `over` has ended: it waits for another one now."""
    own = lanes.get(id(task), 0)
    if not own or task.done() or of_several.get(own) != over:
        return
    frame, at = stands(task)
    awaited = awaited_lane(task, frame)
    if awaited:
        of_several[own] = awaited
        behind.setdefault(awaited, []).append(task)
        suspend(own, awaited, resume(own), place(at))


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
            of_several.pop(own, None)
            future = expecting.pop(own, None)
            if future is not None:
                say(future, WAIT_END, NEXT, 0, WAIT_WOKEN if future.done() and not future.cancelled() else WAIT_IN_VAIN)
                future = None
            try:
                return original(self)
            finally:
                if not task.done():
                    frame, at = stands(task)
                    awaited = awaited_lane(task, frame)
                    if not awaited and task._fut_waiter is not None:
                        expect(task._fut_waiter, own, at if at is frame else None, place(at))
                    if awaited and id(task._fut_waiter) not in lanes:
                        of_several[own] = awaited
                        behind.setdefault(awaited, []).append(task)
                    suspend(own, awaited, before, place(at))
                else:
                    del lanes[id(task)]
                    error = None if task.cancelled() else task._exception
                    if error is not None and len(unasked) < 10000:
                        unasked[id(task)] = own, raised_at(error.__traceback__)
                    leave(own, words_of(type(error), error) if error is not None else None, before)
                    for other in behind.pop(own, ()):
                        wait_for_next(other, own)
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
    chain = module.futures._chain_future

    def chain_future(source, destination):
        pool = results.get(id(source))
        if pool is not None:
            if len(chained) >= 10000:
                chained.clear()
            chained[id(destination)] = _weakref.ref(destination), pool
        return chain(source, destination)
    module.futures._chain_future = chain_future
    kind = module.futures.Future.__dict__
    if type(kind["cancel"]).__name__ == "method_descriptor":
        tell_results(kind["set_result"], kind["set_exception"], kind["cancel"])
