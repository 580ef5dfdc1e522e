// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/sandboxserver.h"

#include <QObject>

#include <memory>

/// The service over real sockets: what holds for every request.
class HttpTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void statuses_data();
    void statuses();
    void errorsHaveTheEnvelope_data();
    void errorsHaveTheEnvelope();
    void redirects_data();
    void redirects();
    void pages_data();
    void pages();
    void headIsGetWithoutBody();
    void anyKeyWhenNoneIsSet();
    void limitsAreTold();
    void tooManySubmissions();
    void severalRequestsOnAConnection();
    void emptyLinesBeforeARequest();
    void manyHeaders();
    void refusedUploadLeavesTheConnectionUsable();
    void malformed_data();
    void malformed();
    void logHasNoKey();
    void busyPort();
    void startsAgain();
    void stopsWhileClientsWait();

private:
    std::unique_ptr<sandbox::SandboxServer> m_server;
};
