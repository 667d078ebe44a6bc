# Tells of greenlets, and of gevent's, as coroutines of their thread. See begin.py.


MOST_LANES = 10000

greenlets = {}  # id of a greenlet that has been spawned or has run -> its lane
nameless = set()  # ids of those whose names are not known yet
carriers = {}  # id of the greenlet that a thread itself is -> the lane it was on when it switched to another one
called = {}  # id of such a greenlet -> what it is called
on_the_way = {}  # id of a greenlet -> what has been handed to it, until it runs: the number and what it is called
handed_over = {}  # id of a greenlet -> how often that has been done
followers = {}  # ident of a thread -> what the program itself has given to settrace


def own_name(one, frame):
    """What the program calls the object, in its modules or where it stands."""
    for module in list(sys.modules.values()):
        if module is not None and is_own(module):
            for name, value in list(vars(module).items()):
                if value is one and not name.startswith("__"):
                    return name
    while frame is not None and not is_program(frame.f_code):
        frame = frame.f_back
    if frame is not None:
        for name, value in list(frame.f_locals.items()):
            if value is one:
                return name
    return None


def greenlet_name(one, frame):
    hub = type(one).__name__ == "Hub"
    name = "hub" if hub else own_name(one, frame)
    if name is None:
        run = getattr(one, "_run", None) or getattr(one, "run", None)
        if run is None:
            nameless.add(id(one))
            return "greenlet"
        name = numbered(getattr(run, "__name__", "greenlet"))
    return name


def name_by_function(one):
    """Of one that has run: its function is the outermost one that it is in."""
    nameless.discard(id(one))
    frame = one.gr_frame
    while frame is not None and frame.f_back is not None:
        frame = frame.f_back
    if frame is not None:
        name_lane(greenlets[id(one)], numbered(frame.f_code.co_name))


def lane_of(one, frame, loop=None):
    if len(greenlets) < MOST_LANES:
        forget(one)  # another one may have lain there
        called[id(one)] = greenlet_name(one, frame)
        greenlets[id(one)] = coroutine(called[id(one)], loop)
    return greenlets.get(id(one), 0)


def handed(target, values):
    """switch(values) of the target is about to be called."""
    value = values[0] if len(values) == 1 else values or None
    if value is None:
        return
    frame = outer_frame()
    if frame is None or not is_program(frame.f_code) or (target.parent is not None and not (greenlets.get(id(target)) or lane_of(target, frame))):
        return  # of gevent's own, or too many
    if not known(target):
        define(target, Queue, 0, called.get(id(target), "main") + " values", word_number("greenlet"))
    handed_over[id(target)] = number = handed_over.get(id(target), 0) + 1
    on_the_way[id(target)] = number, label_of(value)
    say(target, PUT, NEXT, number, 0, label_of(value))


def switched(event, origin, target):
    """Runs in the target, which has just been switched to."""
    own = greenlets.get(id(origin))
    back = carriers.pop(id(target), 0) if target.parent is None else 0
    if own:
        if origin.dead:
            del greenlets[id(origin)]
            forget(origin)
            leave(own, "exception" if event == "throw" else None, back)
        else:
            if id(origin) in nameless:
                name_by_function(origin)
            suspend(own, 0, back, place(origin.gr_frame))
    value = on_the_way.pop(id(target), None)
    if target.parent is not None:
        before = resume(greenlets.get(id(target)) or lane_of(target, origin.gr_frame))
        if origin.parent is None:
            carriers[id(origin)] = before
    if value is not None:
        say(target, GET, NEXT, value[0], 0, value[1])


def patch_greenlet(module):
    real = module.settrace

    def follow(event, pair):
        if event in ("switch", "throw"):
            try:
                switched(event, pair[0], pair[1])
            except Exception:
                pass
        follower = followers.get(_thread.get_ident())
        if follower is not None:
            follower(event, pair)

    def settrace(callback):
        own = _thread.get_ident()
        before = followers.pop(own, None)
        if callback is not None:
            followers[own] = callback
        real(follow)
        return before

    def gettrace():
        return followers.get(_thread.get_ident())

    for function, original in ((settrace, real), (gettrace, module.gettrace)):
        function.__doc__, function.__module__ = original.__doc__, original.__module__
    module.settrace, module.gettrace = settrace, gettrace
    tell_switches(module.greenlet.__dict__["switch"], handed)
    at_thread_start.append(lambda: real(follow))
    real(follow)


def patch_gevent(module):
    def spawned(one):
        try:
            hub = one.parent
            if not known(hub):
                define(hub, Loop, 0, "hub", word_number("gevent hub"))
            lane_of(one, sys._getframe(1), hub)
        except Exception:
            pass
    module.Greenlet.add_spawn_callback(spawned)
