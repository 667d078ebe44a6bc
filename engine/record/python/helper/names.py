# What things are called, and where they are made. Comes as soon as there is one. See begin.py.
import _weakref

ALL = (1 << 64) - 1


def nanos(timeout):
    return max(int(timeout * 1000000000), 1) if timeout is not None and timeout >= 0 else 0


unnamed = {}  # id of an object -> its type: those whose name may be found in a module or an object
renamers = {}  # id of an object -> what is to be called with its name, where that is not rename
counts = {}
operations = None  # opcode -> name


def opcode_names():
    global operations
    if operations is None:
        if MODERN:
            from _opcode_metadata import opmap
        else:
            opmap = {"CACHE": 0, "STORE_NAME": 90, "STORE_GLOBAL": 97, "STORE_ATTR": 95, "STORE_FAST": 125, "LOAD_FAST": 124,
                     "LOAD_NAME": 101, "LOAD_GLOBAL": 116, "EXTENDED_ARG": 144, "UNPACK_SEQUENCE": 92, "BEFORE_WITH": 53, "SETUP_WITH": 143,
                     "BUILD_TUPLE": 102, **({"SWAP": 99} if sys.version_info >= (3, 11) else {"ROT_TWO": 2, "ROT_THREE": 3}),
                     "STORE_DEREF": 138 if sys.version_info >= (3, 11) else 137, "LOAD_DEREF": 137 if sys.version_info >= (3, 11) else 136}
        operations = {number: name for name, number in opmap.items()}
    return operations


def instructions(code, at, most=2):
    """The next few instructions behind the call at `at`: (name, argument)."""
    names = opcode_names()
    found = []
    argument = 0
    for i in range(at + 2, min(at + 40, len(code)), 2):
        name = names.get(code[i], "")
        argument = argument << 8 | code[i + 1]
        if name == "EXTENDED_ARG":
            continue
        if not (code[i] == 0 and sys.version_info >= (3, 11)):
            found.append((name, argument))
            if len(found) == most:
                break
        argument = 0
    return found


def local_name(code, kind, argument):
    if kind in ("STORE_FAST_LOAD_FAST", "STORE_FAST_STORE_FAST"):
        argument >>= 4
    if kind.endswith("_DEREF"):
        cells = code.co_cellvars + code.co_freevars
        if sys.version_info >= (3, 11):
            cells = code.co_varnames + tuple(name for name in code.co_cellvars if name not in code.co_varnames) + code.co_freevars
        return cells[argument]
    if "_FAST" in kind:
        return code.co_varnames[argument]
    if kind == "LOAD_GLOBAL" and sys.version_info >= (3, 11):
        argument >>= 1
    return code.co_names[argument]


def assigned_name(frame):
    """What the value is called that the call going on in `frame` returns, as far as the code says it."""
    code = frame.f_code
    try:
        following = instructions(code.co_code, frame.f_lasti, 3)
        if following and following[0][0] in ("BEFORE_WITH", "SETUP_WITH"):
            del following[0]  # with … as name
        if not following:
            return None
        first, argument = following[0]
        if first.startswith("STORE_") and first not in ("STORE_ATTR", "STORE_SUBSCR", "STORE_SLICE"):
            return local_name(code, first, argument)
        if first.startswith("LOAD_") and len(following) >= 2 and following[1][0] == "STORE_ATTR":
            owner = local_name(code, first, argument)
            if owner == "self":
                owner = type(frame.f_locals[owner]).__name__
            return owner + "." + code.co_names[following[1][1]]
    except Exception:
        pass
    return None


def assigned_pair(frame):
    """The same of a pair that is taken apart at once."""
    code = frame.f_code
    try:
        following = instructions(code.co_code, frame.f_lasti, 3)
        if following[0] == ("UNPACK_SEQUENCE", 2):
            if following[1][0] == "STORE_FAST_STORE_FAST":
                return code.co_varnames[following[1][1] >> 4], code.co_varnames[following[1][1] & 15]
            return tuple(local_name(code, kind, argument) for kind, argument in following[1:])
    except Exception:
        pass
    return None


def outer_frame():
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename == "<braid>":
        frame = frame.f_back
    return frame


latest = None, []  # a frame and its line, and weak references to what was made there and has no name


def assigned_together(thing, name, frame):
    """As assigned_name(), which has found `name`, of the last one of "a, b = …, …"; the others get their names with it."""
    global latest
    key = id(frame), frame.f_lineno
    nameless = latest[1] if latest[0] == key else []
    latest = key, nameless
    code = frame.f_code
    try:
        following = instructions(code.co_code, frame.f_lasti, 12)
        turned = following and following[0][0] in ("SWAP", "ROT_TWO", "ROT_THREE", "BUILD_TUPLE")
        if turned:
            del following[:2 if following[0][0] == "BUILD_TUPLE" else 1]
            if following[0][0] == "ROT_TWO":
                del following[0]
        stored = []
        for kind, argument in following:
            if kind == "STORE_FAST_STORE_FAST":
                stored += code.co_varnames[argument >> 4], code.co_varnames[argument & 15]
            elif kind in ("STORE_NAME", "STORE_GLOBAL", "STORE_FAST", "STORE_DEREF"):
                stored.append(local_name(code, kind, argument))
            else:
                break
        count = len(nameless) + 1
        if count > 1 and len(stored) >= count:
            names = stored[:count] if turned else stored[count - 1::-1]
            for reference, each in zip(nameless, names):
                before = reference()
                if before is not None:
                    unnamed.pop(id(before), None)
                    renamers.pop(id(before), rename)(before, each)
            nameless.clear()
            return names[-1]
        if name is None and len(nameless) < 64:
            nameless.append(_weakref.ref(thing))
    except Exception:
        pass
    return name


def numbered(word):
    counts[word] = counts.get(word, 0) + 1
    return "%s #%d" % (word, counts[word])


def name_of(thing, kind, frame):
    name = assigned_together(thing, assigned_name(frame), frame) if frame is not None else None
    if name is None or "." in name:
        unnamed[id(thing)] = type(thing)
    return numbered(kind) if name is None else name


def created(lock, kind="Lock"):
    rename(lock, name_of(lock, kind, outer_frame()))


def visit(value, path, depth):
    key = id(value)
    if key in unnamed and unnamed[key] is type(value):
        del unnamed[key]
        renamers.pop(key, rename)(value, path)
    elif depth > 0:
        if type(value) in (list, tuple):
            for i, each in enumerate(value[:256]):
                visit(each, "%s[%d]" % (path, i), depth - 1)
        elif type(value) is dict:
            for each in list(value)[:256]:
                if isinstance(each, (str, int)):
                    visit(value[each], "%s[%r]" % (path, each), depth - 1)
        elif is_own(sys.modules.get(type(value).__module__)):
            for each, inner in list(getattr(value, "__dict__", {}).items())[:256]:
                visit(inner, path + "." + each, depth - 1)


def is_own(module):
    file = getattr(module, "__file__", None)
    return getattr(module, "__name__", None) == "__main__" or (
        file is not None and not file.startswith(LIBRARY) and "-packages" not in file)


def is_program(code):
    """It is of the program itself, not of a library."""
    file = code.co_filename
    return not file.startswith(("<", LIBRARY)) and "-packages" not in file


places = {}  # (code, instruction) -> the number of the place


def place(frame):
    """The number of the place where the frame stands, or the innermost one of the program that has called it; 0 where there is none."""
    while frame is not None and not is_program(frame.f_code):
        frame = frame.f_back
    return place_at(frame.f_code, frame.f_lasti, frame.f_lineno) if frame is not None else 0


def place_at(code, instruction, line):
    key = code, instruction
    number = places.get(key)
    if number is None:
        number = places[key] = site(code.co_filename, line or 0, code.co_name)
    return number


def raised_at(traceback):
    """The number of the innermost place of the program that the exception has come through."""
    found = None
    while traceback is not None:
        # What was compiled (Cython) has the names of its source files.
        if is_program(traceback.tb_frame.f_code) and not str(traceback.tb_frame.f_globals.get("__file__")).endswith(".so"):
            found = traceback
        traceback = traceback.tb_next
    return place_at(found.tb_frame.f_code, found.tb_lasti, found.tb_lineno) if found is not None else 0


def words_of(kind, value):
    """What is said of an exception."""
    try:
        said = str(value).strip().split("\n")
        return "%s: %s%s" % (kind.__name__, said[0], "…" if len(said) > 1 else "") if said[0] else kind.__name__
    except Exception:
        return kind.__name__ if kind is not None else "exception"


walks = 0


def find_names():
    """Looks in the modules of the program for what has no name yet."""
    global walks
    if not unnamed or walks > 200:
        return
    walks += 1
    for module in list(sys.modules.values()):
        if module is None or not is_own(module):
            continue
        prefix = "" if module.__name__ == "__main__" else module.__name__ + "."
        for name, value in list(vars(module).items()):
            if not name.startswith("__"):
                visit(value, prefix + name, 3)
    if len(unnamed) > 10000:
        unnamed.clear()


words = {}  # type -> the number of what its kind is called


def word_of(thing):
    """The number of what Python calls its kind: "threading.Lock"."""
    kind = type(thing)
    number = words.get(kind)
    if number is None:
        number = 0
        for each in kind.__mro__:
            module = each.__module__
            module = {"multiprocessing.synchronize": "multiprocessing", "multiprocessing.queues": "multiprocessing", "_queue": "queue",
                      "multiprocessing.pool": "multiprocessing", "concurrent.futures.thread": "concurrent.futures",
                      "concurrent.futures._base": "concurrent.futures", "asyncio.locks": "asyncio", "asyncio.queues": "asyncio",
                      "asyncio.futures": "asyncio", "_asyncio": "asyncio"}.get(module, module)
            number = word_number("%s.%s" % (module, {"ApplyResult": "AsyncResult"}.get(each.__name__, each.__name__)))
            if number:
                break
        words[kind] = number
    return number


def make_known(thing, kind, initial, word):
    """The object has been made: by the program, or as a part of something of the library, which is not told of."""
    if called_by_library():
        forget(thing)
        return False
    define(thing, kind, initial, name_of(thing, word, outer_frame()), word_of(thing))
    return True


def label_of(item):
    kind = type(item)
    if kind in (int, float, bool, type(None)):
        return repr(item)
    if kind is str:
        return item[:60]
    if kind in (tuple, list) and len(item) <= 4:
        return "(%s)" % ", ".join(label_of(each) for each in item)
    return getattr(item, "__name__", None) or kind.__name__
