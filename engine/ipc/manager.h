#pragma once

#include "engine/exec/processes/process.h"
#include "engine/ipc/manager_protocol.h"
#include "engine/trace/recording/shared_traced_object.h"

#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace braid {

/// What went wrong in a manager's process while it did what was asked: an index out of range, an unknown key.
struct remote_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// The manager's process is gone.
struct manager_gone : std::runtime_error {
    manager_gone() : std::runtime_error("the manager's process is gone") {}
};

namespace ipc {

/// The way to a manager's process; shared by the manager and its proxies, and good in children forked later. Each thread
/// has a connection of its own, made at its first call.
class ManagerClient;

/// One object in a manager's process, as its users see it. `kind`: what it is on the timeline.
class Proxy {
public:
    Proxy(std::shared_ptr<ManagerClient> client, trace::ObjectKind kind, std::string name, Operation create, Bytes initial,
          CallSite site);
    /// Calls; throws remote_error and manager_gone. `waits` false: the wait for the reply is recorded by the caller.
    [[nodiscard]] Reply call(Operation operation, Bytes argument, std::string label, CallSite site, bool waits = true) const;
    /// Says what a call has read or written: all of the object, or the part at an index or of a key.
    void read(const Reply& reply, const std::string& value, CallSite site, std::uint64_t part = 0) const;
    void wrote(const Reply& reply, const std::string& value, CallSite site, std::uint64_t part = 0) const;
    /// Says what the object was made with.
    void made(const std::string& value, CallSite site) const;
    /// Says what a call has made of the object in one step.
    void modified(const Reply& reply, const std::string& value, CallSite site) const;
    [[nodiscard]] static std::uint64_t partAt(std::size_t index) { return index + 1; }
    /// `key` as it is encoded.
    [[nodiscard]] static std::uint64_t partOf(std::string_view key) { return std::hash<std::string_view>()(key) | 1; }
    [[nodiscard]] trace::SharedTracedObject& traced() const { return *m_traced; }
    [[nodiscard]] const std::string& name() const { return m_traced->name(); }

private:
    void say(trace::EventKind kind, const Reply& reply, const std::string& value, CallSite site, std::uint64_t part) const;
    std::shared_ptr<ManagerClient> m_client;
    std::shared_ptr<trace::SharedTracedObject> m_traced;
    std::uint32_t m_object = 0;
};

} // namespace ipc

/// A list in a manager's process. Every call goes there and back; single calls are indivisible, several are not: who reads,
/// thinks and assigns may overwrite what came in between. Thread-safe, between processes too; so are the other proxies.
template <class T>
class list_proxy {
public:
    void append(const T& value, CallSite site = {}) {
        const auto reply = m_proxy.call(ipc::Operation::ListAppend, exec::encoded(exec::encoded(value)),
                                        "append(" + exec::labelOf(value) + ")", site);
        m_proxy.modified(reply, exec::labelOf(values(reply.result)), site);
    }
    /// A copy of all of it.
    [[nodiscard]] std::vector<T> all(CallSite site = {}) const {
        const auto reply = m_proxy.call(ipc::Operation::ListAll, {}, "all()", site);
        std::vector<T> copy = values(reply.result);
        m_proxy.read(reply, exec::labelOf(copy), site);
        return copy;
    }
    /// Puts `items` in place of all it holds.
    void assign(const std::vector<T>& items, CallSite site = {}) {
        const auto reply = m_proxy.call(ipc::Operation::ListAssign, exec::encoded(bytesOf(items)),
                                        "assign(" + exec::labelOf(items) + ")", site);
        m_proxy.wrote(reply, exec::labelOf(items), site);
    }
    /// Throws remote_error where there is no such index.
    [[nodiscard]] T get(std::size_t index, CallSite site = {}) const {
        const auto reply = m_proxy.call(ipc::Operation::ListGet, exec::encoded(std::uint64_t{index}),
                                        "get(" + std::to_string(index) + ")", site);
        T value = exec::decoded<T>(reply.result);
        m_proxy.read(reply, exec::labelOf(value), site, m_proxy.partAt(index));
        return value;
    }
    void set(std::size_t index, const T& value, CallSite site = {}) {
        const auto reply =
            m_proxy.call(ipc::Operation::ListSet, exec::encoded(std::pair(std::uint64_t{index}, exec::encoded(value))),
                         "set(" + std::to_string(index) + ", " + exec::labelOf(value) + ")", site);
        m_proxy.wrote(reply, exec::labelOf(values(reply.result)), site, m_proxy.partAt(index));
    }
    [[nodiscard]] std::size_t size(CallSite site = {}) const { return all(site).size(); }

private:
    friend class manager;
    explicit list_proxy(ipc::Proxy proxy) : m_proxy(std::move(proxy)) {}
    static std::vector<exec::Bytes> bytesOf(const std::vector<T>& items) {
        std::vector<exec::Bytes> all;
        for (const T& item : items)
            all.push_back(exec::encoded(item));
        return all;
    }
    static std::vector<T> values(std::string_view bytes) {
        std::vector<T> all;
        for (const exec::Bytes& item : exec::decoded<std::vector<exec::Bytes>>(bytes))
            all.push_back(exec::decoded<T>(item));
        return all;
    }
    ipc::Proxy m_proxy;
};

/// A dictionary in a manager's process.
template <class K, class V>
class dict_proxy {
public:
    void set(const K& key, const V& value, CallSite site = {}) {
        const auto reply = m_proxy.call(ipc::Operation::DictSet, exec::encoded(std::pair(exec::encoded(key), exec::encoded(value))),
                                        "set(" + exec::labelOf(key) + ", " + exec::labelOf(value) + ")", site);
        m_proxy.wrote(reply, exec::labelOf(std::pair(key, value)), site, m_proxy.partOf(exec::encoded(key)));
    }
    /// Throws remote_error where there is no such key.
    [[nodiscard]] V get(const K& key, CallSite site = {}) const {
        const auto reply = m_proxy.call(ipc::Operation::DictGet, exec::encoded(exec::encoded(key)),
                                        "get(" + exec::labelOf(key) + ")", site);
        V value = exec::decoded<V>(reply.result);
        m_proxy.read(reply, exec::labelOf(std::pair(key, value)), site, m_proxy.partOf(exec::encoded(key)));
        return value;
    }
    void erase(const K& key, CallSite site = {}) {
        const auto reply = m_proxy.call(ipc::Operation::DictErase, exec::encoded(exec::encoded(key)),
                                        "erase(" + exec::labelOf(key) + ")", site);
        m_proxy.wrote(reply, "without " + exec::labelOf(key), site, m_proxy.partOf(exec::encoded(key)));
    }
    [[nodiscard]] std::map<K, V> all(CallSite site = {}) const {
        const auto reply = m_proxy.call(ipc::Operation::DictAll, {}, "all()", site);
        std::map<K, V> copy;
        for (const auto& [key, value] : exec::decoded<std::map<exec::Bytes, exec::Bytes>>(reply.result))
            copy.emplace(exec::decoded<K>(key), exec::decoded<V>(value));
        m_proxy.read(reply, exec::labelOf(copy), site);
        return copy;
    }

private:
    friend class manager;
    explicit dict_proxy(ipc::Proxy proxy) : m_proxy(std::move(proxy)) {}
    ipc::Proxy m_proxy;
};

/// One value in a manager's process.
template <class T>
class value_proxy {
public:
    [[nodiscard]] T get(CallSite site = {}) const {
        const auto reply = m_proxy.call(ipc::Operation::ValueGet, {}, "get()", site);
        T value = exec::decoded<T>(reply.result);
        m_proxy.read(reply, exec::labelOf(value), site);
        return value;
    }
    void set(const T& value, CallSite site = {}) {
        const auto reply =
            m_proxy.call(ipc::Operation::ValueSet, exec::encoded(value), "set(" + exec::labelOf(value) + ")", site);
        m_proxy.wrote(reply, exec::labelOf(value), site);
    }

private:
    friend class manager;
    explicit value_proxy(ipc::Proxy proxy) : m_proxy(std::move(proxy)) {}
    ipc::Proxy m_proxy;
};

/// A lock in a manager's process: Lockable, owned by the thread that took it. Where its owner's process dies, the next one
/// gets it, and a finding says so.
class lock_proxy {
public:
    void lock(CallSite site = {});
    [[nodiscard]] bool try_lock(CallSite site = {});
    /// Throws remote_error for one who does not own it.
    void unlock(CallSite site = {});

private:
    friend class manager;
    explicit lock_proxy(ipc::Proxy proxy) : m_proxy(std::move(proxy)) {}
    bool acquire(bool wait, CallSite site);
    ipc::Proxy m_proxy;
};

/// Python's multiprocessing.Manager, instrumented: a process of its own that owns objects, and proxies through which others use
/// them over a local socket. Each connection is served by a thread of it; each call is a task on that thread's lane.
///
/// The process is a daemon: it ends with shutdown(), with this object, or with the process that made it. Make it and its
/// objects before the children that shall use them. Proxies may outlive it: their calls then throw manager_gone.
class manager {
public:
    explicit manager(std::string name = "Manager", CallSite site = {});
    ~manager();
    manager(const manager&) = delete;
    manager& operator=(const manager&) = delete;

    template <class T>
    [[nodiscard]] list_proxy<T> list(const std::vector<T>& initial = {}, std::string name = "list", CallSite site = {}) {
        const ipc::Proxy proxy = make(trace::ObjectKind::Variable, std::move(name), ipc::Operation::CreateList,
                                      exec::encoded(list_proxy<T>::bytesOf(initial)), site);
        proxy.made(exec::labelOf(initial), site);
        return list_proxy<T>(proxy);
    }
    template <class K, class V>
    [[nodiscard]] dict_proxy<K, V> dict(std::string name = "dict", CallSite site = {}) {
        return dict_proxy<K, V>(
            make(trace::ObjectKind::Variable, std::move(name), ipc::Operation::CreateDict, {}, site));
    }
    template <class T>
    [[nodiscard]] value_proxy<T> value(const T& initial = {}, std::string name = "value", CallSite site = {}) {
        const ipc::Proxy proxy =
            make(trace::ObjectKind::Variable, std::move(name), ipc::Operation::CreateValue, exec::encoded(initial), site);
        proxy.made(exec::labelOf(initial), site);
        return value_proxy<T>(proxy);
    }
    [[nodiscard]] lock_proxy lock(std::string name = "lock", CallSite site = {}) {
        return lock_proxy(make(trace::ObjectKind::Mutex, std::move(name), ipc::Operation::CreateLock, {}, site));
    }

    /// Ends the process; what was asked for before is done first.
    void shutdown(CallSite site = {});
    [[nodiscard]] pid_t pid() const { return m_server->pid(); }
    [[nodiscard]] LaneId id() const { return m_server->id(); }

private:
    ipc::Proxy make(trace::ObjectKind kind, std::string name, ipc::Operation create, exec::Bytes initial, CallSite site);

    std::shared_ptr<ipc::ManagerClient> m_client;
    std::shared_ptr<process> m_server;
    pid_t m_owner;
};

} // namespace braid
