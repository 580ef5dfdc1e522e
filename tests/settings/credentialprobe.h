// SPDX-License-Identifier: MIT
#pragma once

#include "app/settings/credentialstore.h"

#include <QObject>
#include <QtTest>

#include <functional>
#include <vector>

/// Collects the answers of a credential store.
class CredentialProbe : public QObject {
public:
    settings::CredentialStore::Callback callback() {
        return [this](const settings::CredentialResult &result) {
            answers.push_back(result);
        };
    }

    /// Calls, and returns the one answer; fails the test when it comes at once or not at all.
    settings::CredentialResult ask(
        const std::function<void(QObject *, settings::CredentialStore::Callback)> &call) {
        answers.clear();
        call(this, callback());
        if (!answers.empty()) {
            QTest::qFail("answered within the call", __FILE__, __LINE__);
            return {};
        }
        if (!QTest::qWaitFor([this] { return !answers.empty(); }, 20000)) {
            QTest::qFail("no answer", __FILE__, __LINE__);
            return {};
        }
        return answers.front();
    }

    std::vector<settings::CredentialResult> answers;
};
