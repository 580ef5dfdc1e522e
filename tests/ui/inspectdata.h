// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"
#include "app/runs/run.h"

#include <QByteArray>
#include <QWidget>

namespace testdata {

/// 14:02:05 local time today, in milliseconds.
qint64 start();

/// A run in this state with everything that such a run knows; accepted 1.2 s, asked last 8 s, asked next 17 s
/// and ended 13.3 s after start().
runs::Run run(runs::RunState state, qint64 id = 7);

/// An invoice as the service sends it: ten fields (one overridden, one not found), eight line items.
QByteArray invoice();

results::ResultDocumentPtr document(const QByteArray &bytes);

/// The child with this object name; the test that uses it crashes when there is none, which is what it should
/// do.
template<typename Widget = QWidget>
Widget &child(const QWidget &parent, const char *name) {
    return *parent.findChild<Widget *>(QLatin1String(name));
}

} // namespace testdata
