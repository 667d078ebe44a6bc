// Which functions of the C library the preloaded library stands before, and which that may wait it leaves out, and why.
#include <gmock/gmock.h>

#include <elf.h>
#include <gelf.h>
#include <libelf.h>

#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <unistd.h>

namespace {

/// Functions that a library defines for others.
std::set<std::string> exportsOf(const std::string& path) {
    std::set<std::string> names;
    elf_version(EV_CURRENT);
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    Elf* elf = elf_begin(fd, ELF_C_READ, nullptr);
    for (Elf_Scn* section = elf_nextscn(elf, nullptr); section != nullptr; section = elf_nextscn(elf, section)) {
        GElf_Shdr header;
        if (gelf_getshdr(section, &header) == nullptr || header.sh_type != SHT_DYNSYM)
            continue;
        Elf_Data* data = elf_getdata(section, nullptr);
        for (int i = 0; i < static_cast<int>(header.sh_size / header.sh_entsize); ++i) {
            GElf_Sym symbol;
            if (gelf_getsym(data, i, &symbol) != nullptr && symbol.st_shndx != SHN_UNDEF && GELF_ST_TYPE(symbol.st_info) == STT_FUNC)
                names.insert(elf_strptr(elf, header.sh_link, symbol.st_name));
        }
    }
    elf_end(elf);
    ::close(fd);
    return names;
}

/// What may block, or begins or ends a thread or process.
const std::regex Concerned("_*(pthread_(mutex|rwlock|cond|barrier|spin|once|create|join|timedjoin|tryjoin|clockjoin|detach|exit|cancel|kill|setname)"
                           "|sem_|mtx_|cnd_|thrd_|tss_|call_once|mkfifo|open(at)?(64)?(_2)?$|f(re)?open(64)?$|mq_|msg(snd|rcv)|sem(op|timedop)$|flock$|fcntl|lockf|dl(m?open|close)$|v?fork$|exec|posix_spawn|wait"
                           "|nanosleep|clock_nanosleep|usleep|sleep$|pause$|sig(wait|timedwait|suspend|action)|sched_yield|syscall$"
                           "|p?poll|p?select|epoll_p?wait|p?read|p?write|recv|send|accept|connect|eventfd|timerfd|flockfile).*");

/// Left out, with the reason; a pattern of names each.
const std::map<std::string, std::string> LeftOut{
    {"_*pthread_.*(attr_?.*|_init|_destroy|getname_np|consistent.*|(get|set)(prioceiling|clock|pshared|kind|type|robust|protocol).*|testcancel.*|setcancel.*)",
     "it does not wait, and what it sets is read from the object itself"},
    {"_*pthread_(detach|exit|cancel|kill|tryjoin_np|kill_other_threads_np|mutex_(consistent|setprioceiling|getprioceiling).*|cond_.*init)",
     "it does not wait; the end of a thread tells itself"},
    {"sem_(open|unlink|getvalue)", "it does not wait; the semaphore is found by where it lies"},
    {"mtx_init|mtx_destroy|cnd_init|cnd_destroy|thrd_(current|equal|detach|exit)", "it does not wait"},
    {"tss_(create|delete|get|set)", "a thread's own values: nobody else waits for them, and what destructors do is told in their thread"},
    {"(__)?mq_(open|close|unlink|notify|getattr|setattr|open_2)", "it does not wait for messages; the queue is found by its descriptor"},
    {"_*vfork", "cannot be wrapped: its caller's frame is used twice; the child is seen from exec on"},
    {"execveat", "seldom used, and without a C library that others could stand before until 2.34; the environment is the program's own"},
    {"posix_spawn.*(attr|file_actions).*|posix_spawn.*_(init|destroy)", "it only fills in a description"},
    {"dlmopen", "another namespace has a C library of its own"},
    {"_*(preadv?|pwritev?|process_vm_).*|_*pread.*|_*pwrite.*|_*readlink.*|readahead|readdir.*|wcs.*", "of files, which do not wait for lanes"},
    {"_*(sig(wait|suspend).*|sigtimedwait|sigwaitinfo|sigaction)", "waits for signals come from outside"},
    {"__(read|write|fcntl|fcntl64|connect|send|recv|poll|select|nanosleep|wait|waitpid|accept|clock_nanosleep|sched_yield|open|open64|close|sendmmsg|read_nocancel|write_nocancel)",
     "a name for the C library's own use"},
    {"timerfd_(get|set)time", "it does not wait"},
    {"flockfile", "stdio takes this lock itself, inside the C library: a wait for it is found in the system"},
    {"__pthread_.*|_pthread_.*", "a name for the C library's own use"},
    {"pthread_(get|set)(affinity|attr|attr_default)_np", "it does not wait"},
};

std::string pathOf(const char* function) {
    Dl_info info{};
    return dladdr(dlsym(RTLD_DEFAULT, function), &info) != 0 ? info.dli_fname : "";
}

TEST(Hooks, StandBeforeEverythingThatWaitsOrItIsSaidWhyNot) {
    const std::set<std::string> library = exportsOf(pathOf("pthread_create")), ours = exportsOf(BRAID_RECORDER);
    ASSERT_TRUE(library.contains("pthread_create"));
    for (const std::string& name : library) {
        if (!std::regex_match(name, Concerned) || ours.contains(name))
            continue;
        bool told = false;
        for (const auto& [pattern, reason] : LeftOut)
            told = told || std::regex_match(name, std::regex(pattern));
        EXPECT_TRUE(told) << name << " may wait, and is neither recorded nor said to be left out";
    }
}

TEST(Hooks, AreOnlyOfFunctionsThatOthersDefineAsWell) {
    const std::set<std::string> library = exportsOf(pathOf("pthread_create")), language = exportsOf(pathOf("__cxa_guard_acquire"));
    for (const std::string& name : exportsOf(BRAID_RECORDER))
        EXPECT_TRUE(library.contains(name) || language.contains(name)) << name;
}

TEST(Hooks, NeedTheCLibraryAndNothingElse) {
    elf_version(EV_CURRENT);
    const int fd = ::open(BRAID_RECORDER, O_RDONLY | O_CLOEXEC);
    Elf* elf = elf_begin(fd, ELF_C_READ, nullptr);
    std::set<std::string> needed;
    for (Elf_Scn* section = elf_nextscn(elf, nullptr); section != nullptr; section = elf_nextscn(elf, section)) {
        GElf_Shdr header;
        if (gelf_getshdr(section, &header) == nullptr || header.sh_type != SHT_DYNAMIC)
            continue;
        Elf_Data* data = elf_getdata(section, nullptr);
        for (int i = 0; i < static_cast<int>(header.sh_size / header.sh_entsize); ++i)
            if (GElf_Dyn entry; gelf_getdyn(data, i, &entry) != nullptr && entry.d_tag == DT_NEEDED)
                needed.insert(elf_strptr(elf, header.sh_link, entry.d_un.d_val));
    }
    elf_end(elf);
    ::close(fd);
    EXPECT_THAT(needed, testing::IsSubsetOf({"libc.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}));
}

} // namespace
