// SPDX-License-Identifier: MIT
#include "ui/pathbar.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

PathBar::PathBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_copy(new QToolButton(this)) {
    setObjectName(u"pathBar"_s);
    m_edit->setObjectName(u"pathEdit"_s);
    m_edit->setAccessibleName(tr("Path of the selected value"));
    m_edit->setPlaceholderText(tr("Select a value to see its path"));
    m_edit->setReadOnly(true);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(metrics::fontPx - 1);
    m_edit->setFont(fixed);

    m_copy->setObjectName(u"pathCopyButton"_s);
    m_copy->setAccessibleName(tr("Copy path"));
    m_copy->setToolTip(tr("Copy path (Ctrl+Shift+C)"));
    m_copy->setIcon(icon(u"copy"_s));
    m_copy->setEnabled(false);
    connect(m_copy, &QToolButton::clicked, this, &PathBar::copy);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    layout->setSpacing(metrics::grid / 2);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_copy);
}

void PathBar::setPath(const QString &path) {
    if (path == m_edit->text())
        return;
    m_edit->setText(path);
    m_edit->setCursorPosition(0);
    m_copy->setEnabled(!path.isEmpty());
}

QString PathBar::path() const {
    return m_edit->text();
}

void PathBar::copy() {
    if (!path().isEmpty())
        QGuiApplication::clipboard()->setText(path());
}

} // namespace ui
