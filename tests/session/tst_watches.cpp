// SPDX-License-Identifier: MIT
#include "tests/session/tst_watches.h"

#include "app/session/session.h"
#include "app/session/watches.h"
#include "tests/support/memorycredentialstore.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using settings::Profile;

namespace {

/// The program between two starts; its clock can be moved, so that what is there has been resting.
struct Place {
    QTemporaryDir data;
    QTemporaryDir inbox;
    qint64 offset = 0;

    void write(const QString &name, const QByteArray &content) const {
        QFile file(inbox.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    qint64 now() const { return QDateTime::currentMSecsSinceEpoch() + offset; }
};

struct Program {
    explicit Program(Place &where, Profile profile = Profile::Sandbox, const QString &key = {})
        : place(where)
        , settings(where.data.path(), {})
        , store(where.data.path() + u"/ledger.sqlite"_s) {
        settings.setBaseUrl(QUrl(u"http://127.0.0.1:9"_s)); // nobody answers there
        settings.setProfile(profile);
        QString error = store.open();
        if (error.isEmpty())
            error = runs.start();
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        keys.setBaseUrl(settings.baseUrl());
        if (!key.isEmpty())
            keys.useForSession(key);
        runs.setPaused(true); // what is queued stays: nothing is sent anywhere
        session.start();
    }

    /// What is in the folder is looked at twice, with a long time between.
    void settle(const QString &workflow) {
        for (int i = 0; i < 2; ++i) {
            runs::WatchFolder *watch = const_cast<runs::WatchFolder *>(watches.of(workflow));
            QVERIFY(watch);
            QTRY_VERIFY(!watch->isLooking());
            place.offset += 3'600'000;
            watch->look();
            QTRY_VERIFY(!watch->isLooking());
        }
    }
    QStringList names() const {
        QStringList all;
        for (const runs::Run &run : runs.runs())
            all << run.workflowName + u':' + run.name;
        return all;
    }

    Place &place;
    api::Redactor redactor;
    support::MemoryCredentialStore keychain;
    settings::Settings settings;
    runs::RunStore store;
    runs::RunService runs{&store, [] {
                              return QDateTime::currentMSecsSinceEpoch();
                          }};
    settings::ApiKeys keys{&keychain, {}};
    session::Session session{&settings, &keys, &redactor, &runs};
    session::Watches watches{&settings, &session, &runs, [this] {
                                 return place.now();
                             }};
};

const QString w1 = u"w-1"_s;

} // namespace

void TestWatches::newFilesBecomeRuns() {
    Place place;
    place.write(u"old.txt"_s, "old");
    Program program(place);
    QSignalSpy submitted(&program.watches, &session::Watches::submitted);
    program.watches.watch(w1, u"Invoices"_s, place.inbox.path(), false);
    program.settle(w1);
    place.write(u"new.txt"_s, "new");
    program.settle(w1);
    QCOMPARE(program.names(), QStringList({u"Invoices:new.txt"_s}));
    QCOMPARE(program.runs.runs().first().contentHash.size(), 64);
    QCOMPARE(submitted.size(), 1);
    QVERIFY(!program.settings.watch(u"sandbox"_s, w1).leaveOut); // it is all in the ledger
    QCOMPARE(program.watches.of(w1)->status().submitted, 1);
}

void TestWatches::onceAcrossStarts() {
    Place place;
    place.write(u"there.txt"_s, "there");
    {
        Program program(place);
        program.watches.watch(w1, u"Invoices"_s, place.inbox.path(), true);
        program.settle(w1);
        QCOMPARE(program.names().size(), 1);
    }
    for (int start = 0; start < 2; ++start) {
        Program program(place);
        program.settle(w1);
        QCOMPARE(program.names().size(), 1);
    }
    place.write(u"while off.txt"_s, "came while nobody watched");
    Program program(place);
    program.settle(w1);
    QCOMPARE(program.names().size(), 2);
}

void TestWatches::onlyTheServiceInUse() {
    Place place;
    Program program(place, Profile::Service, u"af_key_0123456789"_s);
    program.watches.watch(w1, u"Invoices"_s, place.inbox.path(), true);
    QVERIFY(program.watches.of(w1));
    program.settings.setProfile(Profile::Sandbox);
    QVERIFY(!program.watches.of(w1));
    QVERIFY(program.watches.all().isEmpty());
    program.settings.setProfile(Profile::Service);
    QVERIFY(program.watches.of(w1));
    QCOMPARE(program.watches.all().size(), 1);
}

void TestWatches::withoutAKeyNothingIsSent() {
    Place place;
    place.write(u"a.txt"_s, "ay");
    Program program(place, Profile::Service);
    program.watches.watch(w1, u"Invoices"_s, place.inbox.path(), true);
    program.settle(w1);
    QCOMPARE(program.names(), QStringList());
    QCOMPARE(program.watches.of(w1)->status().state, runs::WatchFolder::State::Waiting);
    QVERIFY(!program.watches.of(w1)->status().problem.isEmpty());
    program.keys.useForSession(u"af_key_0123456789"_s);
    QTRY_COMPARE(program.names(), QStringList({u"Invoices:a.txt"_s})); // by itself
}

void TestWatches::stoppedIsRemembered() {
    Place place;
    {
        Program program(place);
        program.watches.watch(w1, u"Invoices"_s, place.inbox.path(), true);
        program.watches.stop(w1);
        QVERIFY(!program.watches.of(w1));
        QCOMPARE(program.watches.setting(w1).folder, place.inbox.path());
    }
    place.write(u"a.txt"_s, "while it was stopped");
    Program program(place);
    QVERIFY(!program.watches.of(w1));
    program.watches.watch(w1, u"Invoices"_s, place.inbox.path(), false);
    program.settle(w1);
    QCOMPARE(program.names(), QStringList());
    program.watches.forget(w1);
    QVERIFY(!program.watches.of(w1));
    QVERIFY(program.watches.setting(w1).folder.isEmpty());
    QVERIFY(program.watches.all().isEmpty());
}

void TestWatches::twoWorkflowsOfOneFolder() {
    Place place;
    place.write(u"a.txt"_s, "ay");
    Program program(place);
    program.watches.watch(w1, u"Invoices"_s, place.inbox.path(), true);
    program.watches.watch(u"w/2"_s, u"Receipts"_s, place.inbox.path() + u'/', true);
    program.settle(w1);
    program.settle(u"w/2"_s);
    QStringList names = program.names();
    names.sort();
    QCOMPARE(names, QStringList({u"Invoices:a.txt"_s, u"Receipts:a.txt"_s}));
}

void TestWatches::bytesSubmittedByHand() {
    Place place;
    Program program(place);
    program.watches.watch(w1, u"Invoices"_s, place.inbox.path(), true);
    QCOMPARE(program.runs.submitText({u"sandbox"_s, w1, u"Invoices"_s}, u"the same"_s), QString());
    place.write(u"a.txt"_s, "the same");
    program.settle(w1);
    QCOMPARE(program.names().size(), 1); // nobody pays twice unasked
    QCOMPARE(program.watches.of(w1)->status().known, 1);
}

void TestWatches::examines() {
    Place place;
    place.write(u"a.txt"_s, "ay");
    place.write(u".hidden"_s, "");
    QVERIFY(QDir(place.inbox.path()).mkpath(u"sub"_s));
    Program program(place);
    QSignalSpy examined(&program.watches, &session::Watches::examined);
    program.watches.examine(place.inbox.path());
    QVERIFY(examined.wait());
    QCOMPARE(examined.first().at(1).toInt(), 1);
    QCOMPARE(examined.first().at(2).toString(), QString());
    program.watches.examine(place.inbox.filePath(u"gone"_s));
    QVERIFY(examined.wait());
    QVERIFY(!examined.last().at(2).toString().isEmpty());
}
