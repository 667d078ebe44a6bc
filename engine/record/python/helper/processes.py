# Replaces parts of multiprocessing: processes, their locks and queues. See begin.py.


Barrier_ = Barrier


def patch_process(module):
    @patched(module.BaseProcess, "_bootstrap")
    def _(original):
        def bootstrap(self, *args, **kwargs):
            process(self.name)
            lane("MainThread")
            return original(self, *args, **kwargs)
        return bootstrap

    original = module.BaseProcess.name

    def name(self):
        if sys.exc_info()[0] is not None and sys._getframe(1).f_code.co_name == "_bootstrap":
            failure()  # that asks for it to say that an exception ends the process
        return original.fget(self)
    module.BaseProcess.name = property(name, original.fset, None, original.__doc__)

    @patched(module.BaseProcess, "start")
    def _(original):
        def start(self):
            find_names()
            return original(self)
        return start


def maker_of(thing):
    """The frame in which the program makes the object; None where a part of the library does."""
    frame = outer_frame()
    while frame is not None:
        code = frame.f_code
        if not (code.co_filename == "<braid>" or code.co_filename.endswith("/multiprocessing/context.py") or
                (code.co_name == "__init__" and frame.f_locals.get("self") is thing)):
            return None if code.co_filename.startswith(("<frozen", LIBRARY)) and "-packages" not in code.co_filename else frame
        frame = frame.f_back
    return None


def shared_name(thing, frame, word, renamer=None):
    name = assigned_together(thing, assigned_name(frame), frame)
    if name is None or "." in name:
        unnamed[id(thing)] = type(thing)
        if renamer is not None:
            renamers[id(thing)] = renamer
    return numbered(word) if name is None else name


def share_as(lock, kind, name=None):
    """`lock`: a SemLock of multiprocessing.synchronize that has just been made."""
    share(lock._semlock.handle, kind, lock._semlock._get_value(), name, 1, word_of(lock))


def name_lock(lock, name):
    share(lock._semlock.handle, SEMAPHORE, 0, name, 0)


def make_shared(thing, fd, handle, kind, initial, word):
    """As make_known(), of what several processes know. What it is called, or None."""
    frame = maker_of(thing)
    if frame is None:
        forget(thing)
        return None
    name = shared_name(thing, frame, word)
    return name if define_shared(thing, fd, handle, kind, initial, name, word_of(thing)) else None


def patch_process_locks(module):
    kinds = {"Lock": LOCK, "RLock": RLOCK}
    kind = module._multiprocessing.SemLock.__dict__
    tell_depth(1, kind["acquire"], kind["__enter__"], kind["release"], kind["__exit__"])

    @patched(module.SemLock, "__init__")
    def _(original):
        def init(self, *args, **kwargs):
            original(self, *args, **kwargs)
            word = type(self).__name__
            frame = maker_of(self)
            if frame is not None:
                share_as(self, kinds.get(word, SEMAPHORE), shared_name(self, frame, word, name_lock))
            else:
                share_as(self, LIBRARY_LOCK if word in kinds else UNTOLD)
        return init

    @patched(module.SemLock, "__setstate__")
    def _(original):
        def setstate(self, state):
            original(self, state)
            share(self._semlock.handle, SEMAPHORE, 0, None, 0)
        return setstate

    def recreated(kind, handle_of):
        def make(original):
            def setstate(self, state):
                original(self, state)
                define_shared(self, 0, handle_of(self), kind, 0, None)
            return setstate
        return make

    def sleeping(condition):
        return condition._wait_semaphore._semlock.handle

    Condition = module.Condition

    @patched(Condition, "__init__")
    def _(original):
        def init(self, lock=None, **kwargs):
            original(self, lock, **kwargs)
            share_as(self._wait_semaphore, WAITER)
            name = make_shared(self, 0, sleeping(self), Condition_, 0, "Condition")
            if name is not None and lock is None:
                share_as(self._lock, RLOCK, name + "._lock")
        return init
    patched(Condition, "__setstate__")(recreated(Condition_, sleeping))

    tell_condition_wait(Condition, lambda condition: condition._lock._semlock._is_mine())

    @patched(Condition, "notify")
    def _(original):
        def notify(self, n=1):
            say(self, SIGNAL, NEXT, ALL if n >= sys.maxsize else n)
            return original(self, n)
        return notify

    def flag(event):
        return sleeping(event._cond)

    Event_type = module.Event

    @patched(Event_type, "__init__")
    def _(original):
        def init(self, **kwargs):
            original(self, **kwargs)
            name = make_shared(self, 0, flag(self), Event, 0, "Event")
            if name is not None:
                name_lock(self._cond._lock, name + "'s lock")
        return init
    if "__setstate__" not in Event_type.__dict__:
        def as_it_is(self, state):
            self.__dict__.update(state)
        Event_type.__setstate__ = as_it_is
    patched(Event_type, "__setstate__")(recreated(Event, flag))

    tell_event(Event_type)

    @patched(module.Barrier, "__init__")
    def _(original):
        def init(self, parties, *args, **kwargs):
            original(self, parties, *args, **kwargs)
            name = make_shared(self, 0, flag(self), Barrier_, parties, "Barrier")
            if name is not None:
                name_lock(self._cond._lock, name + "'s lock")
        return init

    @patched(module.Barrier, "__setstate__")
    def _(original):
        def setstate(self, state):
            original(self, state)
            define_shared(self, 0, flag(self), Barrier_, 0, None)
        return setstate


def patch_shared_values(module):
    def naming(original):
        def make(*args, **kwargs):
            value = original(*args, **kwargs)
            lock = getattr(value, "_lock", None)
            frame = maker_of(value)
            if frame is not None and hasattr(lock, "_semlock") and kwargs.get("lock") in (None, True):
                share_as(lock, RLOCK, (assigned_name(frame) or original.__name__) + ".get_lock()")
            return value
        make.__name__, make.__doc__, make.__module__, make.__qualname__ = original.__name__, original.__doc__, original.__module__, original.__name__
        return make
    module.Value, module.Array = naming(module.Value), naming(module.Array)


class Numbered:
    """An item on its way to the thread that writes it into the pipe."""

    def __init__(self, item, number):
        self.item, self.number = item, number


sending = {}  # ident of a thread -> the number of the item that it is about to write


def numbering_pickler(original):
    class Pickler(original):
        __doc__ = original.__doc__
        __module__ = original.__module__

        @classmethod
        def dumps(cls, obj, protocol=None):
            if type(obj) is Numbered:
                sending[_thread.get_ident()] = obj.number
                obj = obj.item
            return original.dumps(obj, protocol)
    Pickler.__name__ = Pickler.__qualname__ = original.__name__
    return Pickler


class Room:
    """The semaphore of a queue that has been taken already."""

    def acquire(self, block=True, timeout=None):
        return True


class Putting:
    """A queue that there is room in."""

    def __init__(self, queue):
        self.__dict__["queue"] = queue
        self.__dict__["_sem"] = Room()

    def __getattr__(self, name):
        return getattr(self.queue, name)

    def __setattr__(self, name, value):
        setattr(self.queue, name, value)


def patch_process_queues(module):
    module._ForkingPickler = numbering_pickler(module._ForkingPickler)
    Queue = module.Queue

    def introduce(queue, initial, word):
        name = make_shared(queue, queue._reader.fileno(), 0, ProcessQueue, initial, word)
        if name is not None:
            for end in (queue._reader, queue._writer):
                name_descriptor(end.fileno(), name + "'s pipe")
            name_lock(queue._rlock, name + "'s reading lock")
            name_lock(queue._wlock, name + "'s writing lock")
        return name

    @patched(Queue, "__init__")
    def _(original):
        def init(self, maxsize=0, **kwargs):
            original(self, maxsize, **kwargs)
            name = introduce(self, max(maxsize, 0), type(self).__name__)
            if name is not None:
                share_as(self._sem, WAITER)
                define(self._notempty, Condition_, 0, name + "'s buffer", word_of(self._notempty))
        return init

    def recreated(original):
        def setstate(self, state):
            original(self, state)
            define_shared(self, self._reader.fileno(), 0, ProcessQueue, 0, None)
        return setstate
    for cls in (Queue, module.SimpleQueue):
        patched(cls, "__setstate__")(recreated)

    @patched(Queue, "_reset" if "_reset" in Queue.__dict__ else "_after_fork")
    def _(original):
        def reset(self, *args, **kwargs):
            original(self, *args, **kwargs)
            send, receive = self._send_bytes, self._recv_bytes

            def send_bytes(data, *more):
                number = sending.pop(_thread.get_ident(), 0)
                if number:
                    item_sent(self, number)
                return send(data, *more)

            def recv_bytes(*more):
                data = receive(*more)
                if known(self):
                    say(self, GET, NEXT, item_got(self))
                return data
            self._send_bytes, self._recv_bytes = send_bytes, recv_bytes
        return reset

    def patch_put(cls):
        @patched(cls, "put")
        def _(original):
            def put(self, obj, block=True, timeout=None):
                if self._closed or not known(self):
                    return original(self, obj, block, timeout)
                told = waits(self, PUT_WAIT, AFTER, nanos(timeout), 0)
                try:
                    room = self._sem.acquire(block, timeout)
                finally:
                    if told:
                        done()
                if not room:
                    say(self, PUT_FAILED, AFTER, 0, TIMED_OUT if block else FULL)
                    raise module.Full
                number = item_put(self)
                say(self, PUT, NEXT, number, 0, label_of(obj)[:32])
                return original(Putting(self), Numbered(obj, number), block, timeout)
            return put
    patch_put(Queue)
    patch_put(module.JoinableQueue)

    failed_to_send = Queue._on_queue_feeder_error

    def on_error(e, obj):
        return failed_to_send(e, obj.item if type(obj) is Numbered else obj)
    Queue._on_queue_feeder_error = staticmethod(on_error)

    @patched(Queue, "get")
    def _(original):
        def get(self, block=True, timeout=None):
            if self._closed or not known(self):
                return original(self, block, timeout)
            told = block and not ready(self._reader.fileno()) and waits(self, GET_WAIT, AFTER, nanos(timeout), 0)
            if told:
                waiting()
            try:
                return original(self, block, timeout)
            except module.Empty:
                say(self, GET_FAILED, AFTER, 0, TIMED_OUT if block else EMPTY)
                raise
            finally:
                if told:
                    done()
        return get

    @patched(module.JoinableQueue, "task_done")
    def _(original):
        def task_done(self):
            if not known(self):
                return original(self)
            with self._cond:
                left = self._unfinished_tasks._semlock._get_value() - 1
                if left >= 0:
                    say(self, TASK_DONE, NEXT, left)
                else:
                    say(self, FAULT, OWN, 0, RELEASE_OVER_BOUND)
                return original(self)
        return task_done

    tell_queue_join(module.JoinableQueue)

    Simple = module.SimpleQueue

    @patched(Simple, "__init__")
    def _(original):
        def init(self, **kwargs):
            original(self, **kwargs)
            introduce(self, 0, "SimpleQueue")
        return init

    @patched(Simple, "put")
    def _(original):
        def put(self, obj):
            if not known(self):
                return original(self, obj)
            data = module._ForkingPickler.dumps(obj)
            with self._wlock:
                number = item_put(self)
                say(self, PUT, NEXT, number, 0, label_of(obj)[:32])
                item_sent(self, number)
                self._writer.send_bytes(data)
        return put

    @patched(Simple, "get")
    def _(original):
        def get(self):
            if not known(self):
                return original(self)
            told = not ready(self._reader.fileno()) and waits(self, GET_WAIT, AFTER, 0, 0)
            if told:
                waiting()
            try:
                with self._rlock:
                    data = self._reader.recv_bytes()
                    say(self, GET, NEXT, item_got(self))
            finally:
                if told:
                    done()
            return module._ForkingPickler.loads(data)
        return get
