// SPDX-License-Identifier: MIT
#include "ui/laterpage.h"

#include <QVBoxLayout>

#include <utility>

namespace ui {

LaterPage::LaterPage(std::function<QWidget *(QWidget *parent)> make, QWidget *parent)
    : KeysPage(parent)
    , m_make(std::move(make)) {}

void LaterPage::showEvent(QShowEvent *event) {
    if (const auto make = std::exchange(m_make, nullptr)) {
        QWidget *page = make(this);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(page);
        page->show(); // the layout would do so later, and the keys are about to go there
        setKeysTo(page);
    }
    QWidget::showEvent(event);
}

} // namespace ui
