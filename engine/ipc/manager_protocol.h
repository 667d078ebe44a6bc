#pragma once

#include "engine/exec/processes/encoding.h"
#include "engine/exec/processes/message.h"
#include "engine/trace/recording/shared_traced_object.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

/// What a manager process and those who use it say to each other, over a connected local socket: messages of 4 bytes of
/// length and so many bytes. First a Hello, then a Request and a Reply in turn.
///
/// Both sides record each call on two objects, which the caller introduces: its calls and the replies to it. The k-th call
/// has the number 2k − 1 where it is put and 2k where it is got, on either object, so the order is exact without memory in common.
namespace braid::ipc {

using exec::Bytes;
using exec::decoded;
using exec::Decoder;
using exec::encode;
using exec::encoded;
using exec::receiveMessage;
using exec::sendMessage;

enum class Operation : std::uint8_t {
    CreateList,  ///< items → object
    CreateDict,  ///< → object
    CreateValue, ///< item → object
    CreateLock,  ///< → object
    ListAppend,  ///< item → all items
    ListAll,     ///< → all items
    ListAssign,  ///< items →
    ListGet,     ///< index → item
    ListSet,     ///< index, item → all items
    DictAll,     ///< → keys and items
    DictGet,     ///< key → item
    DictSet,     ///< key, item →
    DictErase,   ///< key →
    ValueGet,    ///< → item
    ValueSet,    ///< item →
    Acquire,     ///< whether to wait → whether it has it, lane of an owner that died
    Release,     ///<
    Shutdown,    ///<
};

struct Hello {
    std::uint64_t number = 0; ///< of the connection, from 1
    std::uint32_t lane = 0;   ///< who speaks
    std::uint32_t calls = 0;  ///< the objects of this connection; 0 where nothing is recorded
    std::uint32_t replies = 0;
    std::string name; ///< of who speaks
};

struct Request {
    Operation operation = Operation::Shutdown;
    std::uint32_t object = 0;
    std::string label;
    Bytes argument;
};

struct Reply {
    bool good = true;
    std::uint32_t sequence = 0; ///< the number of the event on the object, where it is one
    Bytes result;               ///< of a bad one: what went wrong, in words
};

[[nodiscard]] Bytes encodedHello(const Hello& hello);
[[nodiscard]] Hello decodedHello(std::string_view bytes);
[[nodiscard]] Bytes encodedRequest(const Request& request);
[[nodiscard]] Request decodedRequest(std::string_view bytes);
[[nodiscard]] Bytes encodedReply(const Reply& reply);
[[nodiscard]] Reply decodedReply(std::string_view bytes);

/// The server's life: answers on `listenFd` until it is told to shut down. `accepts`: the Server object whose events it
/// records when a client comes.
void serve(int listenFd, trace::SharedTracedObject& accepts);

} // namespace braid::ipc
