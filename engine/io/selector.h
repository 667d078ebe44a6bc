#pragma once

#include "engine/io/watching.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace braid {

/// Python's selectors: one face for select, poll and epoll. A socket, or any other descriptor, is registered together with the
/// function to call when it is ready. Not thread-safe.
///
/// select() only tells what is ready; the loop calls each event, `for (const auto& event : sel.select()) event();`, and the
/// trace shows the callback as a named stretch. An event of a socket that a callback before it has unregistered or
/// modified does nothing; what is still there is told again by the next select().
class selector {
public:
    enum class kind {
        automatic,
        epoll,
        poll,
        select
    };
    using callback = std::function<void(socket&, io_events)>;
    using descriptor_callback = std::function<void(descriptor&, io_events)>;

    explicit selector(kind how = kind::automatic, std::string name = {});
    virtual ~selector();
    selector(const selector&) = delete;
    selector& operator=(const selector&) = delete;

    /// `function` is called `name` on the timeline. `one` must stay where it is, and be unregistered before it is closed.
    void register_(socket& one, io_events events, std::string name, callback function, CallSite site = {}) {
        add(one, events, std::move(name), asAny(one, std::move(function)), site);
    }
    void register_(descriptor& one, io_events events, std::string name, descriptor_callback function, CallSite site = {}) {
        add(one, events, std::move(name), std::move(function), site);
    }
    /// Requires that `one` is registered.
    void modify(socket& one, io_events events, std::string name, callback function, CallSite site = {}) {
        change(one, events, std::move(name), asAny(one, std::move(function)), site);
    }
    void modify(descriptor& one, io_events events, std::string name, descriptor_callback function, CallSite site = {}) {
        change(one, events, std::move(name), std::move(function), site);
    }
    /// No effect where it is not registered.
    void unregister(descriptor& one, CallSite site = {});

private:
    [[nodiscard]] static descriptor_callback asAny(socket& one, callback function) {
        return [&one, call = std::move(function)](descriptor&, io_events events) { call(one, events); };
    }
    void add(descriptor& one, io_events events, std::string name, descriptor_callback function, CallSite site);
    void change(descriptor& one, io_events events, std::string name, descriptor_callback function, CallSite site);
    struct Key {
        descriptor* fileobj;
        io_events events;
        std::string name;
        descriptor_callback data;
        bool registered = true;
    };
    struct Mechanism;

public:
    /// A key and what it is ready for.
    class event {
    public:
        /// Calls the callback. `site`: where the callback is called from.
        void operator()(CallSite site = {}) const;

    private:
        friend class selector;
        event(selector& from, std::shared_ptr<Key> key, io_events mask)
            : m_selector(&from), m_key(std::move(key)), m_mask(mask) {}
        selector* m_selector;
        std::shared_ptr<Key> m_key;
        io_events m_mask;
    };
    /// Waits until at least one is ready or `timeout` is over. With the mechanism select it throws as braid::select does.
    [[nodiscard]] std::vector<event> select(io_timeout timeout = {}, CallSite site = {});

    [[nodiscard]] std::size_t size() const { return m_keys.size(); }
    /// What it is made of: "epoll", "poll" or "select".
    [[nodiscard]] const char* mechanism() const;

private:
    std::unique_ptr<Mechanism> m_mechanism;
    std::unordered_map<int, std::shared_ptr<Key>> m_keys; ///< by descriptor
    std::uint64_t m_calls = 0;                            ///< of callbacks so far
};

/// The best the system has: on Linux that is epoll.
class default_selector : public selector {
public:
    explicit default_selector(std::string name = {}) : selector(kind::automatic, std::move(name)) {}
};

} // namespace braid
