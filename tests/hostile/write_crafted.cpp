#include "tests/hostile/crafted_trace.h"

#include <cstdio>
#include <filesystem>

/// write_crafted FOLDER [NAME]: writes the crafted traces (or the one called so) into a folder, to try them by hand.
int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: write_crafted FOLDER [NAME]\n");
        return 2;
    }
    std::filesystem::create_directories(argv[1]);
    for (const braid::hostile::Crafted& crafted : braid::hostile::allCrafted()) {
        if (argc > 2 && std::string(argv[2]) != crafted.name)
            continue;
        const std::string path = std::string(argv[1]) + "/" + crafted.name + ".braid";
        if (!crafted.write(path, crafted.count)) {
            std::fprintf(stderr, "cannot write %s\n", path.c_str());
            return 1;
        }
    }
    return 0;
}
