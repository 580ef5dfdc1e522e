// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/sandboxserver.h"

#include <QObject>

#include <memory>

/// POST run/ over real sockets.
class SubmissionTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void forms_data();
    void forms();
    void fileNames_data();
    void fileNames();
    void continueIsAwaited();
    void tooLargeIsToldBeforeTheUpload();
    void tooLargeIsSeenAfterTheUpload_data();
    void tooLargeIsSeenAfterTheUpload();
    void theLimitItself();
    void chunked();
    void chunkedCutOff();
    void chunkedWithoutItsLastChunk_data();
    void chunkedWithoutItsLastChunk();
    void malformedChunks_data();
    void malformedChunks();
    void trailersLeaveTheConnectionUsable();
    void cutOffUploadMakesNothing();
    void manyAtOnce();

private:
    int made() const; ///< collections made by this test
    int count() const;

    std::unique_ptr<sandbox::SandboxServer> m_server;
    int m_before = 0;
};
