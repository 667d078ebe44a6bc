# Replaces parts of asyncio: what its tasks wait for. See begin.py.


waking = {}  # lane -> the condition that the task on it waits for
waiters = {}  # id of a condition -> the lanes of the tasks that wait for it, in order
notified = set()  # lanes of those that have been told to go on
holders = {}  # id of a lock -> the lane of the task that has it


def waiting_until(original, begin, numbering, end, fail, blocks):
    """An operation of a task that may wait: `blocks` says of the object whether it does now."""
    async def wait(self, *args):
        if not known(self):
            return await original(self, *args)
        begun = blocks(self)
        if begun:
            say(self, begin, numbering)
        try:
            result = await original(self, *args)
        except BaseException:
            if begun:
                say(self, fail, *((NEXT, 0, WAIT_IN_VAIN) if fail in (WAIT_END, DRAIN_END) else (AFTER, 0, CANCELLED)))
            raise
        if end is not None:
            end(self, begun)
        return result
    return wait


def patch_task_locks(module):
    def made(kind, initial):
        def make(original):
            def init(self, *args, **kwargs):
                original(self, *args, **kwargs)
                make_known(self, kind, initial(self), type(self).__name__)
            return init
        return make

    def taken(lock, begun):
        holders[id(lock)] = current_lane()
        say(lock, ACQUIRED, NEXT)

    Lock = module.Lock
    patched(Lock, "__init__")(made(Mutex, lambda lock: ANY_LANE_RELEASES))

    @patched(Lock, "acquire")
    def _(original):
        take = waiting_until(original, ACQUIRE_WAIT, AFTER, taken, ACQUIRE_FAILED, lambda lock: lock._locked or bool(lock._waiters))

        async def acquire(self):
            condition = waking.pop(current_lane(), None)
            if condition is not None:
                how = WAIT_WOKEN
                if getattr(sys.exc_info()[0], "__name__", None) == "CancelledError":  # such a wait takes the lock as well
                    how = WAIT_NOTIFIED_IN_VAIN if current_lane() in notified else WAIT_IN_VAIN
                say(condition, WAIT_END, NEXT, 0, how)
            return await take(self)
        return acquire

    @patched(Lock, "release")
    def _(original):
        def release(self):
            if self._locked and known(self):
                say(self, RELEASED, NEXT, 0, 0 if holders.pop(id(self), 0) == current_lane() else OF_HOLDER)
            return original(self)
        return release

    Event_type = module.Event
    patched(Event_type, "__init__")(made(Event, lambda event: 0))
    patched(Event_type, "wait")(lambda original: waiting_until(
        original, WAIT_BEGIN, AFTER, lambda event, begun: say(event, WAIT_END, NEXT), WAIT_END, lambda event: not event._value))

    def telling(event, *more):
        def make(original):
            def tell(self, *args, **kwargs):
                say(self, event, NEXT, *more)
                return original(self, *args, **kwargs)
            return tell
        return make
    patched(Event_type, "set")(telling(SIGNAL, ALL))
    patched(Event_type, "clear")(telling(CLEAR))

    Condition_type = module.Condition

    @patched(Condition_type, "__init__")
    def _(original):
        def init(self, lock=None, *args, **kwargs):
            original(self, lock, *args, **kwargs)
            if make_known(self, Condition, 0, "Condition") and lock is None:
                define(self._lock, Mutex, ANY_LANE_RELEASES, (assigned_name(outer_frame()) or "Condition") + "._lock", word_of(self._lock))
        return init

    @patched(Condition_type, "wait")
    def _(original):
        async def wait(self):
            if not known(self) or not self._lock._locked:
                return await original(self)
            own = current_lane()
            say(self, WAIT_BEGIN, NEXT)
            waking[own] = self
            waiting = waiters.setdefault(id(self), [])
            waiting.append(own)
            try:
                return await original(self)
            finally:
                waiting.remove(own)
                if not waiting:
                    del waiters[id(self)]
                notified.discard(own)
                if waking.pop(own, None) is not None:
                    say(self, WAIT_END, NEXT, 0, WAIT_IN_VAIN)
        return wait

    @patched(Condition_type, "notify")
    def _(original):
        def notify(self, n=1):
            say(self, SIGNAL, NEXT, n)
            notified.update([lane for lane in waiters.get(id(self), ()) if lane not in notified][:n])
            return original(self, n)
        return notify

    for cls, kind in ((module.Semaphore, Semaphore), (module.BoundedSemaphore, BoundedSemaphore)):
        if "__init__" in cls.__dict__ and (cls is module.Semaphore or cls.__init__ is not module.Semaphore.__init__):
            @patched(cls, "__init__")
            def _(original, cls=cls, kind=kind):
                def init(self, value=1, *args, **kwargs):
                    original(self, value, *args, **kwargs)
                    if type(self) is cls or not isinstance(self, module.BoundedSemaphore):
                        make_known(self, kind, value, type(self).__name__)
                return init
    patched(module.Semaphore, "acquire")(lambda original: waiting_until(
        original, ACQUIRE_WAIT, AFTER, lambda permits, begun: say(permits, ACQUIRED, NEXT), ACQUIRE_FAILED, lambda permits: permits.locked()))
    for cls in (module.Semaphore, module.BoundedSemaphore):
        if "release" in cls.__dict__ and cls is module.Semaphore:
            patched(cls, "release")(telling(RELEASED, 1))


def patch_task_queues(module):
    kinds = ((module.PriorityQueue, PriorityQueue), (module.LifoQueue, LifoQueue), (module.Queue, Queue))

    @patched(module.Queue, "__init__")
    def _(original):
        def init(self, maxsize=0, *args, **kwargs):
            original(self, maxsize, *args, **kwargs)
            item_numbers.pop(id(self), None)
            make_known(self, next(kind for cls, kind in kinds if isinstance(self, cls)), max(maxsize, 0), type(self).__name__)
        return init

    for cls, kind in kinds:
        @patched(cls, "_put")
        def _(original):
            def put(self, item):
                if known(self):
                    say(self, PUT, NEXT, number_put(self, item), 0, label_of(item))
                return original(self, item)
            return put

        @patched(cls, "_get")
        def _(original):
            def get(self):
                item = original(self)
                if known(self):
                    say(self, GET, NEXT, number_got(self, item), 0, label_of(item))
                return item
            return get
    patched(module.Queue, "put")(lambda original: waiting_until(original, PUT_WAIT, AFTER, None, PUT_FAILED, lambda queue: queue.full()))
    patched(module.Queue, "get")(lambda original: waiting_until(original, GET_WAIT, AFTER, None, GET_FAILED, lambda queue: queue.empty()))
    patched(module.Queue, "join")(lambda original: waiting_until(
        original, DRAIN_WAIT, AFTER, lambda queue, begun: begun and say(queue, DRAIN_END, NEXT), DRAIN_END, lambda queue: queue._unfinished_tasks > 0))

    @patched(module.Queue, "task_done")
    def _(original):
        def task_done(self):
            if self._unfinished_tasks > 0:
                say(self, TASK_DONE, NEXT, self._unfinished_tasks - 1)
            else:
                say(self, FAULT, OWN, 0, RELEASE_OVER_BOUND)
            return original(self)
        return task_done
