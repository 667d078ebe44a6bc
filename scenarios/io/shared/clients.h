#pragma once

#include "scenarios/io/shared/workload.h"

namespace braid::scenarios::io {

/// One client with a thread of its own: thinks, sends, waits for the answer, until it has said all. Rude where it is asked
/// to be.
void talk(braid::socket& server, int number, const Workload& workload, Rude manner);

/// The client whose words the person types: sends each line of the standard input and prints what the room says, until the
/// input ends or the server is gone.
void talkAsTyped(braid::socket& server, int number);

/// Many polite clients in one thread.
class Crowd {
public:
    explicit Crowd(const Workload& workload) : m_workload(workload) {}
    void join(braid::socket server, int number);
    /// Lets them all talk until each one has said all or lost its connection.
    void talk();

private:
    struct Guest {
        braid::socket server;
        int number;
        Thinking thinking;
        int said = 0;
        std::string unread;
        std::string unsent;
    };
    void speak(Guest& guest);
    /// False when the connection is over.
    [[nodiscard]] bool listen(Guest& guest, bool& answered);
    const Workload& m_workload;
    std::vector<Guest> m_guests;
};

} // namespace braid::scenarios::io
