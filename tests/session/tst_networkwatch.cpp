// SPDX-License-Identifier: MIT
#include "tests/session/tst_networkwatch.h"

#include "app/session/networkwatch.h"

#include <QSignalSpy>
#include <QtTest>

using session::NetworkWatch;

void TestNetworkWatch::believesBothTogether() {
    NetworkWatch watch;
    QSignalSpy changes(&watch, &NetworkWatch::offlineChanged);
    watch.noteCall(false); // a service that is down is no lost network
    QVERIFY(!watch.isOffline());
    watch.setSystemDown(true); // nor is a network that the system knows nothing of
    QVERIFY(!watch.isOffline());
    watch.noteCall(true);
    QVERIFY(!watch.isOffline());
    QCOMPARE(changes.count(), 0);
    watch.noteCall(false);
    QVERIFY(watch.isOffline());
    watch.noteCall(false);
    QCOMPARE(changes.count(), 1);
}

void TestNetworkWatch::comesBack_data() {
    QTest::addColumn<int>("way");
    QTest::newRow("the system says so") << 0;
    QTest::newRow("a call is answered") << 1;
    QTest::newRow("time has passed") << 2;
}

void TestNetworkWatch::comesBack() {
    QFETCH(int, way);
    NetworkWatch watch(std::chrono::milliseconds(way == 2 ? 1 : 3'600'000));
    watch.setSystemDown(true);
    watch.noteCall(false);
    QVERIFY(watch.isOffline());
    if (way == 0)
        watch.setSystemDown(false);
    else if (way == 1)
        watch.noteCall(true);
    QTRY_VERIFY(!watch.isOffline());
}
