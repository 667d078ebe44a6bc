import multiprocessing
import time

processes = 5
type = 'list'  # 'list' or 'dict'
mode = 'append'  # 'append' or 'read-modify-write'
stagger = 0.5
pause = 1


def into_list(l, i):
    if mode == 'append':
        l.append(i * i)  # one call: done as a whole by the manager
        return
    copy = l[:]
    time.sleep(pause)
    copy.append(i * i)
    l[:] = copy  # what others added since the copy was made is gone


def into_dict(d, i):
    if mode == 'append':
        d[str(i)] = i * i  # one call, and a key of its own
        return
    total = d.get('sum', 0)
    time.sleep(pause)
    d['sum'] = total + i * i  # what others added since it was read is gone


if __name__ == '__main__':
    fork = multiprocessing.get_context('fork')
    manager = fork.Manager()
    shared = manager.list([11, 22, 33]) if type == 'list' else manager.dict()
    children = []
    for i in range(processes):
        time.sleep(stagger)  # apart, so that each call can be seen
        p = fork.Process(target=into_list if type == 'list' else into_dict, args=(shared, i), name='Process-%d' % (i + 1))
        p.start()
        children.append(p)
    for p in children:
        p.join()
    if type == 'list':
        end = shared[:]
        print(end)  # result: list = end
    else:
        end = shared.copy()
        print(end)  # result: dict = end
