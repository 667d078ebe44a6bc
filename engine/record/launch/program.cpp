#include "engine/record/launch/program.h"

#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <gelf.h>
#include <optional>
#include <sstream>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace braid::record {
namespace {

bool isFile(const std::string& path) {
    struct stat info {};
    return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

/// Where a shell would find it; empty where it would not.
std::string found(const std::string& name) {
    if (name.find('/') != std::string::npos)
        return isFile(name) ? name : std::string();
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin");
    std::string hit;
    for (std::string folder; std::getline(folders, folder, ':');) {
        const std::string file = (folder.empty() ? "." : folder) + "/" + name;
        if (!isFile(file))
            continue;
        if (access(file.c_str(), X_OK) == 0)
            return file;
        if (hit.empty())
            hit = file;
    }
    return hit;
}

/// The interpreter that the first line of a script names.
std::optional<std::string> interpreterOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string line;
    if (!std::getline(in, line) || line.rfind("#!", 0) != 0)
        return std::nullopt;
    std::istringstream words(line.substr(2));
    std::string interpreter, next;
    words >> interpreter >> next;
    if (interpreter.ends_with("/env") && !next.empty() && next.front() != '-')
        interpreter = found(next);
    return interpreter;
}

struct Binary {
    bool elf = false, dynamic = false, address = false, thread = false, go = false;
};

/// What is linked to it.
Binary look(const std::string& path) {
    Binary binary;
    elf_version(EV_CURRENT);
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    Elf* elf = fd >= 0 ? elf_begin(fd, ELF_C_READ, nullptr) : nullptr;
    if (elf != nullptr && elf_kind(elf) == ELF_K_ELF) {
        binary.elf = true;
        std::size_t count = 0;
        elf_getphdrnum(elf, &count);
        for (std::size_t i = 0; i < count; ++i)
            if (GElf_Phdr header; gelf_getphdr(elf, static_cast<int>(i), &header) != nullptr && header.p_type == PT_INTERP)
                binary.dynamic = true;
        std::size_t names = 0;
        const bool named = elf_getshdrstrndx(elf, &names) == 0;
        for (Elf_Scn* section = elf_nextscn(elf, nullptr); section != nullptr; section = elf_nextscn(elf, section)) {
            GElf_Shdr header;
            if (gelf_getshdr(section, &header) == nullptr)
                continue;
            const char* called = named ? elf_strptr(elf, names, header.sh_name) : nullptr;
            binary.go = binary.go || (called != nullptr && std::strcmp(called, ".go.buildinfo") == 0);
            if (header.sh_entsize == 0 || (header.sh_type != SHT_DYNAMIC && header.sh_type != SHT_DYNSYM))
                continue;
            Elf_Data* data = elf_getdata(section, nullptr);
            const int entries = data != nullptr ? static_cast<int>(header.sh_size / header.sh_entsize) : 0;
            for (int i = 0; i < entries; ++i) {
                const char* name = nullptr;
                if (header.sh_type == SHT_DYNAMIC) {
                    GElf_Dyn entry;
                    if (gelf_getdyn(data, i, &entry) != nullptr && entry.d_tag == DT_NEEDED)
                        name = elf_strptr(elf, header.sh_link, entry.d_un.d_val);
                } else {
                    GElf_Sym symbol;
                    if (gelf_getsym(data, i, &symbol) != nullptr)
                        name = elf_strptr(elf, header.sh_link, symbol.st_name);
                }
                if (name == nullptr)
                    continue;
                binary.address = binary.address || std::strncmp(name, "libasan.so", 10) == 0 || std::strcmp(name, "__asan_init") == 0;
                binary.thread = binary.thread || std::strncmp(name, "libtsan.so", 10) == 0 || std::strcmp(name, "__tsan_init") == 0;
            }
        }
    }
    if (elf != nullptr)
        elf_end(elf);
    if (fd >= 0)
        ::close(fd);
    return binary;
}

} // namespace

Result<Inspection> inspect(const Program& program, int& status) {
    Inspection inspection;
    inspection.path = found(program.command.front());
    if (inspection.path.empty()) {
        status = 127;
        return Error{"cannot start", program.command.front(), std::strerror(ENOENT)};
    }
    if (access(inspection.path.c_str(), X_OK) != 0) {
        status = 126;
        return Error{"cannot start", inspection.path, std::strerror(EACCES)};
    }
    std::string file = inspection.path;
    if (const std::optional<std::string> interpreter = interpreterOf(file); interpreter && isFile(*interpreter))
        file = *interpreter;
    struct stat info {};
    const bool privileged = stat(file.c_str(), &info) == 0 && (info.st_mode & (S_ISUID | S_ISGID)) != 0 && info.st_uid != geteuid();
    const Binary binary = look(file);
    if (privileged)
        inspection.hindrance = Hindrance::Privileged;
    else if (binary.go)
        inspection.hindrance = Hindrance::Go;
    else if (binary.elf && !binary.dynamic)
        inspection.hindrance = Hindrance::Static;
    else if (binary.thread)
        inspection.hindrance = Hindrance::ThreadSanitizer;
    else if (binary.address)
        inspection.hindrance = Hindrance::AddressSanitizer;
    return inspection;
}

std::string pathOf(int fd) { return "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(fd); }

Result<SharedFile> SharedFile::create() {
    const int fd = memfd_create("braid-shared", MFD_CLOEXEC);
    if (fd < 0 || ftruncate(fd, static_cast<off_t>(SharedBytes)) != 0) {
        const Error error = systemError("cannot share memory with", "the program");
        if (fd >= 0)
            ::close(fd);
        return error;
    }
    return SharedFile(fd);
}

SharedFile::~SharedFile() {
    if (m_fd >= 0)
        ::close(m_fd);
}
SharedFile::SharedFile(SharedFile&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
SharedFile& SharedFile::operator=(SharedFile&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
}
std::string SharedFile::path() const { return pathOf(m_fd); }

std::vector<std::pair<std::string, std::string>> variablesFor(const std::string& library, const std::string& preloaded, int traceFd,
                                                              const SharedFile& shared) {
    return {{"LD_PRELOAD", preloaded.empty() ? library : library + ":" + preloaded}, {RecordVariable, pathOf(traceFd) + ":" + shared.path()}};
}

} // namespace braid::record
