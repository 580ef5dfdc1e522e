// SPDX-License-Identifier: MIT
#include "ui/watchdesk.h"

#include "app/session/watches.h"
#include "ui/filedialogs.h"
#include "ui/watchpanel.h"

#include <QDir>
#include <QLocale>

using namespace Qt::StringLiterals;
using runs::WatchFolder;

namespace ui {

namespace {

QString number(qsizetype n) {
    return QLocale().toString(n);
}

} // namespace

WatchDesk::WatchDesk(session::Watches *watches, QObject *parent)
    : QObject(parent)
    , m_watches(watches) {
    connect(watches, &session::Watches::changed, this, &WatchDesk::refresh);
    connect(watches, &session::Watches::submitted, this, [this](const QString &workflow, int files) {
        emit notice(files == 1 ? tr("1 new file of the watched folder was submitted to %1.").arg(workflow)
                               : tr("%1 new files of the watched folder were submitted to %2.")
                                     .arg(number(files), workflow));
    });
}

void WatchDesk::setPanel(WatchPanel *panel) {
    m_panel = panel;
    connect(panel, &WatchPanel::chooseRequested, this, [this] {
        const QString start = m_watches->setting(m_id).folder;
        chooseFolder(m_panel->window(), tr("Watch a folder for %1").arg(m_name), start,
            [panel = m_panel](const QString &path) {
                if (panel)
                    panel->examine(path);
            });
    });
    connect(panel, &WatchPanel::examineRequested, m_watches, &session::Watches::examine);
    connect(m_watches, &session::Watches::examined, panel, &WatchPanel::showExamined);
    connect(panel, &WatchPanel::watchRequested, this, [this](const QString &folder, bool existingToo) {
        m_watches->watch(m_id, m_name, folder, existingToo);
    });
    connect(panel, &WatchPanel::stopRequested, this, [this] { m_watches->stop(m_id); });
    connect(panel, &WatchPanel::forgetRequested, this, [this] { m_watches->forget(m_id); });
    connect(panel, &WatchPanel::heldBackRequested, this, &WatchDesk::heldBackRequested);
    refresh();
}

void WatchDesk::setWorkflow(const QString &id, const QString &name) {
    m_id = id;
    m_name = name;
    refresh();
}

QString WatchDesk::statusWords(const QString &id, bool *trouble) const {
    const WatchFolder *watch = m_watches->of(id);
    if (!watch)
        return tr("It is watched when the program has started.");
    const WatchFolder::Status &status = watch->status();
    *trouble = status.state == WatchFolder::State::Unreachable || status.state == WatchFolder::State::Waiting;
    QStringList words;
    switch (status.state) {
    case WatchFolder::State::Starting:
        words << tr("Looking at what is in it…");
        break;
    case WatchFolder::State::Unreachable:
        words << tr("It cannot be watched now: %1. It is looked for.").arg(status.problem);
        break;
    case WatchFolder::State::Waiting:
        words << tr("Nothing is submitted now: %1").arg(status.problem);
        break;
    case WatchFolder::State::Watching:
        words << tr("Watched");
        break;
    }
    if (status.submitted > 0)
        words << tr("%1 submitted since the start").arg(number(status.submitted));
    if (status.arriving > 0)
        words << tr("%1 arriving").arg(number(status.arriving));
    if (!status.heldBack.isEmpty())
        words << tr("%1 held back (%2)").arg(number(status.heldBack.size()), status.heldBackWords);
    return words.join(u" · "_s);
}

void WatchDesk::refresh() {
    if (!m_panel)
        return;
    const settings::Watch setting = m_watches->setting(m_id);
    WatchPanel::View view;
    view.workflow = m_id.isEmpty() ? QString() : m_name;
    view.folder = setting.folder;
    view.on = setting.on;
    view.words = statusWords(m_id, &view.trouble);
    if (const WatchFolder *watch = m_watches->of(m_id))
        view.heldBack = watch->status().heldBack;
    QStringList others;
    const QList<settings::Watch> all = m_watches->all();
    for (const settings::Watch &watch : all) {
        bool trouble = false;
        if (watch.workflowId != m_id && watch.on)
            others << u"%1: %2. %3"_s.arg(watch.workflowName, QDir::toNativeSeparators(watch.folder),
                statusWords(watch.workflowId, &trouble));
    }
    view.others = others.join(u'\n');
    m_panel->show(view);
}

} // namespace ui
