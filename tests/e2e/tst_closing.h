// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The window ends while documents are on their way: closed by a person, or told by the system.
class TestClosing : public QObject {
    Q_OBJECT

private slots:
    void asksWhileADocumentIsBeingSent();
    void asksNothingWhenNothingIsBeingSent();
    void brokenOffUploads_data();
    void brokenOffUploads();
    void systemEndsTheSession();
    void terminated_data();
    void terminated();
};
