// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// A result from end to end by somebody who has no mouse: every key goes to the window that has the focus.
class TestKeyboard : public QObject {
    Q_OBJECT

private slots:
    void tabFollowsTheLook_data();
    void tabFollowsTheLook();
    void fields();
    void tree();
    void valueOfATreeRow();
    void find();
    void table();
    void raw();
    void markdown();
    void pathBar();
    void compare();
};
