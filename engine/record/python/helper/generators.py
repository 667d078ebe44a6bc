# Has generators of the program's own files told of as coroutines of their thread. See begin.py.


def unused_generator():
    yield


def watch_generators():
    kind = type(unused_generator()).__dict__
    methods = kind["send"], kind["throw"], kind["close"]
    if sys.version_info < (3, 12):
        tell_generators(label_of, None, *methods, 0)
        return
    monitoring = sys.monitoring
    events = monitoring.events
    for tool in (4, 3):  # those that nobody else is meant to have
        if monitoring.get_tool(tool) is None:
            break
    else:
        return

    def watch(code):
        monitoring.set_local_events(tool, code, events.PY_START | events.PY_RESUME | events.PY_YIELD | events.PY_RETURN)
    if not tell_generators(label_of, watch, *methods, 1):
        return
    monitoring.use_tool_id(tool, "braid")
    for event, function in ((events.PY_START, generator_enters), (events.PY_RESUME, generator_enters), (events.PY_THROW, generator_enters),
                            (events.PY_YIELD, generator_yields), (events.PY_RETURN, generator_ends), (events.PY_UNWIND, generator_ends)):
        monitoring.register_callback(tool, event, function)
    monitoring.set_events(tool, events.PY_THROW | events.PY_UNWIND)


watch_generators()
