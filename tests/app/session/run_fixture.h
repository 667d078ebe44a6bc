#pragma once

#include "app/session/catalogue.h"
#include "app/session/run/run.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include <thread>

namespace braid::session::test {

/// ::testing::Test has a private member of the plain name.
using SessionRun = session::Run;

/// Runs of the real braid-host.
class RealRun : public ::testing::Test {
protected:
    static const Catalogue& catalogue() {
        static const Catalogue all = [] {
            auto loaded = Catalogue::load(BRAID_HOST);
            if (!loaded)
                throw std::runtime_error(loaded.error().sentence());
            return std::move(loaded.value());
        }();
        return all;
    }
    static SessionRun::Options options() {
        SessionRun::Options options;
        options.hostPath = BRAID_HOST;
        return options;
    }
    /// Values as a person would write them.
    static std::unique_ptr<SessionRun> start(const QString& id, const QList<std::pair<QString, QString>>& values,
                                             const SessionRun::Options& options) {
        const Scenario* scenario = catalogue().find(id);
        if (scenario == nullptr)
            throw std::runtime_error("no scenario " + id.toStdString());
        parameter::ValueMap parsed;
        for (const auto& [name, text] : values)
            parsed[name.toStdString()] = parameter::parse(*scenario->parameter(name.toStdString()), text.toStdString()).value();
        auto run = SessionRun::start(*scenario, parsed, options);
        if (!run)
            throw std::runtime_error(run.error().sentence());
        return std::move(run.value());
    }
    /// Pulls until `reached()` or 20 s are over. True when it was reached.
    template <class Reached>
    static bool pullUntil(SessionRun& run, Reached reached) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!reached()) {
            if (std::chrono::steady_clock::now() > deadline)
                return false;
            if (!run.pull())
                std::this_thread::sleep_for(std::chrono::milliseconds(1)); // as a frame would
            QCoreApplication::processEvents();
        }
        return true;
    }
    static bool pullToEnd(SessionRun& run) {
        return pullUntil(run, [&] { return run.state() == SessionRun::State::Over; });
    }
};

} // namespace braid::session::test
