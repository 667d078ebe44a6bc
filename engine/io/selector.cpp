#include "engine/io/selector.h"

#include "engine/io/epoll.h"
#include "engine/io/poller.h"
#include "engine/io/select.h"
#include "engine/io/stretch.h"

#include <cassert>
#include <variant>

namespace braid {

/// One of the three behind the face.
struct selector::Mechanism {
    /// select keeps no list of its own.
    struct Select {
        explicit Select(std::string name) : call(std::move(name)) {}
        braid::select call;
    };
    std::variant<std::monostate, epoll, poller, Select> which;

    Mechanism(kind how, const std::string& name) {
        switch (how) {
        case kind::automatic:
        case kind::epoll:
            which.emplace<epoll>(name.empty() ? "selector (epoll)" : name);
            break;
        case kind::poll:
            which.emplace<poller>(name.empty() ? "selector (poll)" : name);
            break;
        case kind::select:
            which.emplace<Select>(name.empty() ? "selector (select)" : name);
        }
    }
    trace::TracedObject& traced() {
        if (auto* kernel = std::get_if<epoll>(&which))
            return kernel->traced();
        if (auto* poll = std::get_if<poller>(&which))
            return poll->traced();
        return std::get<Select>(which).call.traced();
    }
};

selector::selector(kind how, std::string name) : m_mechanism(std::make_unique<Mechanism>(how, name)) {}
selector::~selector() = default;

const char* selector::mechanism() const {
    constexpr const char* names[] = {"", "epoll", "poll", "select"};
    return names[m_mechanism->which.index()];
}

void selector::add(descriptor& one, io_events events, std::string name, descriptor_callback function, CallSite site) {
    if (auto* poll = std::get_if<poller>(&m_mechanism->which))
        poll->register_(one, events, site);
    else if (auto* kernel = std::get_if<epoll>(&m_mechanism->which))
        kernel->register_(one, events, epoll::trigger::level, site);
    m_keys[one.fileno()] = std::make_shared<Key>(Key{&one, events, std::move(name), std::move(function)});
}

void selector::change(descriptor& one, io_events events, std::string name, descriptor_callback function, CallSite site) {
    const auto found = m_keys.find(one.fileno());
    assert(found != m_keys.end());
    if (found->second->events != events) {
        if (auto* poll = std::get_if<poller>(&m_mechanism->which))
            poll->modify(one, events, site);
        else if (auto* kernel = std::get_if<epoll>(&m_mechanism->which))
            kernel->modify(one, events, epoll::trigger::level, site);
    }
    // A new key: the function of the old one may be running right now.
    found->second->registered = false;
    found->second = std::make_shared<Key>(Key{&one, events, std::move(name), std::move(function)});
}

void selector::unregister(descriptor& one, CallSite site) {
    const auto found = m_keys.find(one.fileno());
    if (found == m_keys.end())
        return;
    found->second->registered = false;
    m_keys.erase(found);
    if (auto* poll = std::get_if<poller>(&m_mechanism->which))
        poll->unregister(one, site);
    else if (auto* kernel = std::get_if<epoll>(&m_mechanism->which))
        kernel->unregister(one, site);
}

std::vector<selector::event> selector::select(io_timeout timeout, CallSite site) {
    std::vector<event> events;
    const auto add = [&](int fd, io_events mask) {
        if (const auto key = m_keys.find(fd); key != m_keys.end())
            events.push_back(event(*this, key->second, mask));
    };
    if (auto* poll = std::get_if<poller>(&m_mechanism->which)) {
        for (const ready_fd& ready : poll->poll(timeout, site))
            add(ready.fd, ready.events);
    } else if (auto* kernel = std::get_if<epoll>(&m_mechanism->which)) {
        for (const ready_fd& ready : kernel->poll(timeout, site))
            add(ready.fd, ready.events);
    } else {
        std::vector<descriptor*> reading;
        std::vector<descriptor*> writing;
        for (const auto& [fd, key] : m_keys) {
            if (any(key->events & io_events::read))
                reading.push_back(key->fileobj);
            if (any(key->events & io_events::write))
                writing.push_back(key->fileobj);
        }
        const auto ready = std::get<Mechanism::Select>(m_mechanism->which).call(reading, writing, timeout, site);
        std::unordered_map<int, io_events> masks;
        for (const descriptor* one : ready.readable)
            masks[one->fileno()] = io_events::read;
        for (const descriptor* one : ready.writable)
            masks[one->fileno()] = masks[one->fileno()] | io_events::write;
        for (const auto& [fd, mask] : masks)
            add(fd, mask);
    }
    return events;
}

void selector::event::operator()(CallSite site) const {
    if (!m_key->registered)
        return;
    const std::shared_ptr<Key> key = m_key; // the function may unregister itself
    const stretch running(m_selector->m_mechanism->traced(), ++m_selector->m_calls,
                          key->name + "(" + key->fileobj->name() + ")", site);
    key->data(*key->fileobj, m_mask);
}

} // namespace braid
