import multiprocessing
import time

processes = 5
type = 'list'  # 'list' or 'dict'
mode = 'append'  # 'append' or 'read-modify-write'
stagger = 0.5
pause = 1


def add_to_list(l, i):
    if mode == 'append':
        l.append(i * i)  # one call: done as a whole by the manager
        return
    copy = list(l)
    time.sleep(pause)
    copy.append(i * i)
    l[:] = copy  # what others added since the copy was made is gone


def add_to_dict(d, i):
    if mode == 'append':
        d[str(i)] = i * i  # one call, and a key of its own
        return
    total = d['sum']
    time.sleep(pause)
    d['sum'] = total + i * i  # what others added since it was read is gone


if __name__ == '__main__':
    manager = multiprocessing.Manager()
    if type == 'list':
        shared, foo = manager.list([11, 22, 33]), add_to_list
    else:
        shared, foo = manager.dict({'sum': 0} if mode == 'read-modify-write' else {}), add_to_dict
    children = []
    for i in range(processes):
        time.sleep(stagger)  # apart, so that each call can be seen
        p = multiprocessing.Process(target=foo, args=(shared, i), name='Process-%d' % (i + 1))
        p.start()
        children.append(p)
    for p in children:
        p.join()
    print(shared)
    manager.shutdown()
