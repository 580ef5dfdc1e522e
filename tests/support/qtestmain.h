// SPDX-License-Identifier: MIT
#pragma once

#include <QtTest>

namespace support {

template<typename Test>
int runTest(int argc, char **argv) {
    Test test;
    return QTest::qExec(&test, argc, argv);
}

/// Runs several test objects in one program; the exit code is the number of failures. Arguments go to each of
/// them.
template<typename... Tests>
int runTests(int argc, char **argv) {
    return (runTest<Tests>(argc, argv) + ...);
}

} // namespace support
