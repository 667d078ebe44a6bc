#pragma once

#include "engine/io/call.h"

/// What the trace tells of connections: whose other end is whose. See EventKind::EndOf.
namespace braid::io {

/// Says which end of which connection of the loopback `fd` is; nothing, and false, where it is none. `peerPort`: where the other
/// end is, 0 = to be asked of the system.
bool recordEnd(TracedObject& descriptor, int fd, int peerPort = 0);
/// The same of the two ends of a pair made by socketpair(2).
bool recordPair(TracedObject& one, TracedObject& other);
/// It listens; nothing, and false, where that is not on the loopback.
bool recordListening(TracedObject& descriptor, int fd);
/// Bytes were put (EndFact::Put) or got (Got) without a call, or are about to be; less than 0 where fewer were than was said.
/// `received`: the bytes themselves, for their first words.
void recordBytes(ObjectId descriptor, trace::EndFact how, std::int64_t count, std::string_view received = {});

enum class Shut {
    Closed, ///< in this process
    Down    ///< for all who have it
};
/// Call it before it is done. `what`: bits, ReadyToRead and ReadyToWrite.
void recordShut(TracedObject& descriptor, Shut how, std::uint32_t what, CallSite site);

} // namespace braid::io
