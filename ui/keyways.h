// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace ui {

/// The two ways on for a person without an API key: enter one, or the sandbox.
class KeyWays : public QWidget {
    Q_OBJECT

public:
    /// Its buttons are named `name` + "KeyButton" and `name` + "SandboxButton".
    explicit KeyWays(const QString &name, QWidget *parent = nullptr);

signals:
    void keyRequested();
    void sandboxRequested();
};

} // namespace ui
