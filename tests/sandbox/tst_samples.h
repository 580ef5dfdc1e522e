// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The sample documents: everything in them is found, and every quote stands on its page.
class SamplesTest : public QObject {
    Q_OBJECT

private slots:
    void evidenceIsTrue_data();
    void evidenceIsTrue();
    void invoice();
    void letter();
    void receipt();
};
