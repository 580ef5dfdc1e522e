// SPDX-License-Identifier: MIT
#pragma once

#include <QFocusEvent>
#include <QWidget>

namespace ui {

/// A page with controls above what it is about: the keys that are given to the page go on to that. A focus
/// proxy would do the same, but Tab would go there as well, past all that stands above.
class KeysPage : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void setKeysTo(QWidget *widget) { m_keysTo = widget; }
    void focusInEvent(QFocusEvent *event) override {
        if (m_keysTo)
            m_keysTo->setFocus(event->reason());
    }

private:
    QWidget *m_keysTo = nullptr;
};

} // namespace ui
