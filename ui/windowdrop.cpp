// SPDX-License-Identifier: MIT
#include "ui/windowdrop.h"

#include "ui/dropoverlay.h"
#include "ui/pasteboard.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLocale>
#include <QMimeData>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// Tokens of hovers are negative, so that they never meet those of files that are really added.
constexpr int firstToken = -1;
// Of more, only the number is told while they hover.
constexpr int lookedAt = 500;

} // namespace

WindowDrop::WindowDrop(QWidget *window, runs::Intake *intake)
    : QObject(window)
    , m_window(window)
    , m_intake(intake)
    , m_overlay(new DropOverlay(window))
    , m_token(firstToken) {
    const auto children = window->findChildren<QWidget *>();
    for (QWidget *child : children)
        child->setAcceptDrops(false);
    window->setAcceptDrops(true);
    window->installEventFilter(this);
    m_overlay->hide();
    connect(intake, &runs::Intake::checked, this, [this](int token, const QList<runs::IntakeItem> &items) {
        if (token == m_token && m_overlay->isVisible())
            showFiles(items);
    });
}

bool WindowDrop::begin(const QMimeData *data) {
    --m_token;
    const QStringList paths = localFiles(data);
    if (paths.size() > lookedAt) {
        m_overlay->showMessage(tr("%1 files").arg(QLocale().toString(paths.size())),
            tr("What they are is looked at when they are dropped"), true);
        return true;
    }
    if (!paths.isEmpty()) {
        m_overlay->showMessage(paths.size() == 1 ? tr("1 file") : tr("%1 files").arg(paths.size()),
            tr("Looking at what it is…"), true);
        m_intake->check(paths, m_token);
        return true;
    }
    if (data->hasUrls()) {
        m_overlay->showMessage(
            tr("Not on this computer"), tr("Only local files can be dropped here."), false);
        return true;
    }
    if (data->hasText() && !data->text().trimmed().isEmpty()) {
        m_overlay->showMessage(tr("Text, %1 characters").arg(data->text().size()),
            tr("Drop to put it into the Text pane"), true);
        return true;
    }
    return false;
}

void WindowDrop::showFiles(const QList<runs::IntakeItem> &items) {
    const bool folder = std::any_of(items.cbegin(), items.cend(), runs::isFolder);
    const bool any = folder || std::any_of(items.cbegin(), items.cend(), [](const runs::IntakeItem &item) {
        return item.verdict != runs::Verdict::Refused;
    });
    const QString hint = !any                 ? tr("Nothing of it can be submitted")
                         : folder             ? tr("What is in it is listed before it is added")
                         : m_target.isEmpty() ? tr("Drop to add")
                                              : tr("Drop to add for %1").arg(m_target);
    m_overlay->showMessage(runs::summarize(items), hint, any);
}

bool WindowDrop::eventFilter(QObject *watched, QEvent *event) {
    if (watched != m_window)
        return false;
    switch (event->type()) {
    case QEvent::DragEnter: {
        auto *drag = static_cast<QDragEnterEvent *>(event);
        if (!(drag->possibleActions() & Qt::CopyAction) || !begin(drag->mimeData()))
            return false;
        drag->setDropAction(Qt::CopyAction);
        drag->accept();
        return true;
    }
    case QEvent::DragMove: {
        auto *drag = static_cast<QDragMoveEvent *>(event);
        drag->setDropAction(Qt::CopyAction);
        drag->accept();
        return true;
    }
    case QEvent::DragLeave:
        m_overlay->hide();
        return true;
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        m_overlay->hide();
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        const QStringList paths = localFiles(drop->mimeData());
        if (!paths.isEmpty())
            emit filesDropped(paths);
        else if (!drop->mimeData()->hasUrls() && drop->mimeData()->hasText())
            emit textDropped(drop->mimeData()->text());
        return true;
    }
    default:
        return false;
    }
}

} // namespace ui
