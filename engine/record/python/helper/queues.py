# Replaces parts of queue. See begin.py.


item_numbers = {}  # id of a queue -> [the last number, {id of an item: its numbers}]


def number_put(queue, item):
    kept = item_numbers.setdefault(id(queue), [0, {}])
    kept[0] += 1
    kept[1].setdefault(id(item), []).append(kept[0])
    return kept[0]


def number_got(queue, item):
    kept = item_numbers.get(id(queue))
    known_numbers = kept[1].get(id(item)) if kept is not None else None
    if not known_numbers:
        return 0
    number = known_numbers.pop(0)
    if not known_numbers:
        del kept[1][id(item)]
    return number


def priority_of(item):
    first = item[0] if isinstance(item, (tuple, list)) and item else item
    return first & 0xFFFFFFFF if type(first) is int else 0


def tell_queue_join(Queue_type):
    """Of threads or of processes."""
    @patched(Queue_type, "join")
    def _(original):
        def join_queue(self):
            if not waits(self, DRAIN_WAIT, AFTER, 0, 0):
                return original(self)
            end = WAIT_IN_VAIN
            try:
                original(self)
                end = WAIT_WOKEN
            finally:
                if done():
                    say(self, DRAIN_END, NEXT, 0, end)
        return join_queue


def patch_queue(module):
    for cls, kind in ((module.Queue, Queue), (module.LifoQueue, LifoQueue), (module.PriorityQueue, PriorityQueue)):
        prioritised = kind == PriorityQueue

        @patched(cls, "_put")
        def _(original, prioritised=prioritised):
            def put(self, item):
                if known(self):
                    say(self, PUT, NEXT, number_put(self, item), priority_of(item) if prioritised else 0, label_of(item))
                return original(self, item)
            return put

        @patched(cls, "_get")
        def _(original, prioritised=prioritised):
            def get(self):
                item = original(self)
                if known(self):
                    say(self, GET, NEXT, number_got(self, item), priority_of(item) if prioritised else 0, label_of(item))
                return item
            return get

    @patched(module.Queue, "__init__")
    def _(original):
        def init(self, maxsize=0):
            original(self, maxsize)
            kind = PriorityQueue if isinstance(self, module.PriorityQueue) else LifoQueue if isinstance(self, module.LifoQueue) else Queue
            item_numbers.pop(id(self), None)
            if make_known(self, kind, max(maxsize, 0), type(self).__name__):
                rename(self.mutex, (assigned_name(outer_frame()) or type(self).__name__) + ".mutex")
        return init

    def operation(begin, fail, error, why):
        def make(original):
            def call(self, *args, **kwargs):
                blocking, timeout = arguments(*args, **kwargs)
                if not waits(self, begin, AFTER, nanos(timeout), 0):
                    return original(self, *args, **kwargs)
                try:
                    return original(self, *args, **kwargs)
                except error:
                    done()
                    say(self, fail, AFTER, 0, TIMED_OUT if blocking else why)
                    raise
                finally:
                    done()

            def arguments(*args, **kwargs):
                args = args[1:] if begin == PUT_WAIT else args
                return (args[0] if args else kwargs.get("block", True)), (args[1] if len(args) > 1 else kwargs.get("timeout"))
            return call
        return make
    patched(module.Queue, "put")(operation(PUT_WAIT, PUT_FAILED, module.Full, FULL))
    patched(module.Queue, "get")(operation(GET_WAIT, GET_FAILED, module.Empty, EMPTY))

    @patched(module.Queue, "task_done")
    def _(original):
        def task_done(self):
            if not known(self):
                return original(self)
            with self.all_tasks_done:
                unfinished = self.unfinished_tasks - 1
                if unfinished < 0:
                    say(self, FAULT, OWN, 0, RELEASE_OVER_BOUND)
                    raise ValueError("task_done() called too many times")
                say(self, TASK_DONE, NEXT, unfinished)
                if unfinished == 0:
                    self.all_tasks_done.notify_all()
                self.unfinished_tasks = unfinished
        return task_done

    tell_queue_join(module.Queue)

    Simple = module.SimpleQueue
    if Simple.__module__ != "_queue":
        return

    class SimpleQueue(Simple):
        __doc__ = Simple.__doc__
        __module__ = "_queue"

        def __init__(self):
            item_numbers.pop(id(self), None)
            define(self, Queue, 0, name_of(self, "SimpleQueue", outer_frame()), word_of(self))

        def put(self, item, block=True, timeout=None):
            say(self, PUT, NEXT, number_put(self, item), 0, label_of(item))
            Simple.put(self, item)

        def put_nowait(self, item):
            self.put(item)

        def get(self, block=True, timeout=None):
            told = self.empty() and block and waits(self, GET_WAIT, AFTER, nanos(timeout), 0)
            if told:
                waiting()
            try:
                item = Simple.get(self, block, timeout)
            except module.Empty:
                say(self, GET_FAILED, AFTER, 0, TIMED_OUT if block else EMPTY)
                raise
            finally:
                if told:
                    done()
            say(self, GET, NEXT, number_got(self, item), 0, label_of(item))
            return item

        def get_nowait(self):
            return self.get(False)
    SimpleQueue.__qualname__ = "SimpleQueue"
    module.SimpleQueue = SimpleQueue
