#include "engine/record/attach/registers.h"

#include <dwarf.h>
#include <vector>

namespace braid::attach {
namespace {

/// Pushes the value of register `number` plus `offset`.
bool pushRegister(Evaluation& evaluation, std::vector<Address>& stack, std::uint64_t number, std::uint64_t offset) {
    if (number >= Registers::Count || !evaluation.registers[static_cast<int>(number)]) {
        evaluation.missing = static_cast<int>(number);
        return false;
    }
    stack.push_back(*evaluation.registers[static_cast<int>(number)] + offset);
    return true;
}

/// An operation on the two topmost values.
std::optional<Address> combined(std::uint8_t atom, Address below, Address top) {
    const auto isSigned = [](Address value) { return static_cast<std::int64_t>(value); };
    switch (atom) {
    case DW_OP_plus:
        return below + top;
    case DW_OP_minus:
        return below - top;
    case DW_OP_and:
        return below & top;
    case DW_OP_or:
        return below | top;
    case DW_OP_mul:
        return below * top;
    case DW_OP_shl:
        return top < 64 ? below << top : 0;
    case DW_OP_shr:
        return top < 64 ? below >> top : 0;
    case DW_OP_ge:
        return isSigned(below) >= isSigned(top) ? 1 : 0;
    case DW_OP_gt:
        return isSigned(below) > isSigned(top) ? 1 : 0;
    case DW_OP_le:
        return isSigned(below) <= isSigned(top) ? 1 : 0;
    case DW_OP_lt:
        return isSigned(below) < isSigned(top) ? 1 : 0;
    case DW_OP_eq:
        return below == top ? 1 : 0;
    case DW_OP_ne:
        return below != top ? 1 : 0;
    default:
        return std::nullopt;
    }
}

bool step(Evaluation& evaluation, const Dwarf_Op& operation, std::vector<Address>& stack, bool& isValue) {
    const std::uint8_t atom = operation.atom;
    if (atom >= DW_OP_lit0 && atom <= DW_OP_lit31) {
        stack.push_back(atom - DW_OP_lit0);
        return true;
    }
    if (atom >= DW_OP_breg0 && atom <= DW_OP_breg31)
        return pushRegister(evaluation, stack, static_cast<std::uint64_t>(atom - DW_OP_breg0), operation.number);
    if (atom >= DW_OP_reg0 && atom <= DW_OP_reg31) {
        isValue = true;
        return pushRegister(evaluation, stack, static_cast<std::uint64_t>(atom - DW_OP_reg0), 0);
    }
    switch (atom) {
    case DW_OP_bregx:
        return pushRegister(evaluation, stack, operation.number, operation.number2);
    case DW_OP_regx:
        isValue = true;
        return pushRegister(evaluation, stack, operation.number, 0);
    case DW_OP_call_frame_cfa:
        if (evaluation.frame)
            stack.push_back(*evaluation.frame);
        return evaluation.frame.has_value();
    case DW_OP_addr:
    case DW_OP_const1u:
    case DW_OP_const1s:
    case DW_OP_const2u:
    case DW_OP_const2s:
    case DW_OP_const4u:
    case DW_OP_const4s:
    case DW_OP_const8u:
    case DW_OP_const8s:
    case DW_OP_constu:
    case DW_OP_consts:
        stack.push_back(operation.number);
        return true;
    case DW_OP_nop:
        return true;
    case DW_OP_stack_value:
        isValue = true;
        return true;
    default:
        break;
    }
    if (stack.empty())
        return false;
    switch (atom) {
    case DW_OP_plus_uconst:
        stack.back() += operation.number;
        return true;
    case DW_OP_dup:
        stack.push_back(stack.back());
        return true;
    case DW_OP_deref:
        if (const auto value = evaluation.memory.at<Address>(stack.back())) {
            stack.back() = *value;
            return true;
        }
        return false;
    default:
        break;
    }
    if (stack.size() < 2)
        return false;
    const Address top = stack.back();
    stack.pop_back();
    const std::optional<Address> value = combined(atom, stack.back(), top);
    if (value)
        stack.back() = *value;
    return value.has_value();
}

} // namespace

std::optional<Address> evaluate(Evaluation& evaluation, const Dwarf_Op* operations, std::size_t count, bool& isValue) {
    constexpr std::size_t MostOperations = 64;
    std::vector<Address> stack;
    isValue = false;
    if (count > MostOperations)
        return std::nullopt;
    for (std::size_t i = 0; i < count; ++i)
        if (!step(evaluation, operations[i], stack, isValue))
            return std::nullopt;
    return stack.empty() ? std::nullopt : std::optional(stack.back());
}

std::optional<Registers> callerOf(Dwarf_Frame* frame, const Registers& callee, const ProcessMemory& memory, int& missing) {
    missing = -1;
    Dwarf_Op* operations = nullptr;
    std::size_t count = 0;
    bool isValue = false;
    Evaluation evaluation{memory, callee, std::nullopt, -1};
    if (::dwarf_frame_cfa(frame, &operations, &count) != 0 || count == 0)
        return std::nullopt;
    evaluation.frame = evaluate(evaluation, operations, count, isValue);
    if (!evaluation.frame) {
        missing = evaluation.missing;
        return std::nullopt;
    }
    Registers caller;
    for (int number = 0; number < Registers::Count; ++number) {
        constexpr std::size_t OwnOperations = 3;
        Dwarf_Op own[OwnOperations];
        operations = nullptr;
        if (::dwarf_frame_register(frame, number, own, &operations, &count) != 0)
            continue;
        if (count == 0) {
            if (operations == nullptr && number != Registers::ReturnAddress) // as the callee left it
                caller[number] = number == Registers::Rsp ? evaluation.frame : callee[number];
            continue;
        }
        const std::optional<Address> found = evaluate(evaluation, operations, count, isValue);
        caller[number] = found && !isValue ? memory.at<Address>(*found) : found;
    }
    if (!caller[Registers::Rsp])
        caller[Registers::Rsp] = evaluation.frame;
    return caller;
}

} // namespace braid::attach
