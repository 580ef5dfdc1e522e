// SPDX-License-Identifier: MIT
#pragma once

#include "ui/keyspage.h"

#include <functional>

namespace ui {

/// Stands for a page that is made when somebody first looks at it: nobody waits at the start for what may
/// never be seen.
class LaterPage : public KeysPage {
    Q_OBJECT

public:
    LaterPage(std::function<QWidget *(QWidget *parent)> make, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;

private:
    std::function<QWidget *(QWidget *parent)> m_make;
};

} // namespace ui
