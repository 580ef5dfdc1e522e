// SPDX-License-Identifier: MIT
#include "ui/runactions.h"

#include "app/runs/runservice.h"
#include "app/settings/settings.h"
#include "ui/confirmation.h"
#include "ui/filedialogs.h"

#include <QFileInfo>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace ui {

RunActions::RunActions(runs::RunService *runs, settings::Settings *settings, QWidget *window)
    : QObject(window)
    , m_runs(runs)
    , m_settings(settings)
    , m_window(window) {}

void RunActions::sendAgain(qint64 id) {
    const runs::Run *run = m_runs->find(id);
    if (!run)
        return;
    const bool mayExist = run->state == runs::RunState::Unconfirmed || run->state == runs::RunState::Stopped;
    if (mayExist &&
        !confirmed(m_window, tr("Send it again?"),
            tr("“%1” may be running at the service already. Sending it again can mean paying twice.")
                .arg(run->name),
            tr("Send again")))
        return;
    const QString error = m_runs->sendAgain(id);
    if (!error.isEmpty())
        emit notice(error);
}

void RunActions::remove(qint64 id) {
    const runs::Run *run = m_runs->find(id);
    if (run &&
        confirmed(m_window, tr("Remove it from the list?"),
            tr("“%1” and its result are removed from this computer. At the service nothing changes, but this "
               "program forgets how to ask for it.")
                .arg(run->name),
            tr("Remove")))
        m_runs->remove(id);
}

void RunActions::saveResult(qint64 id) {
    const runs::Run *run = m_runs->find(id);
    if (!run)
        return;
    const QString name =
        run->kind == runs::InputKind::Text ? tr("text") : QFileInfo(run->name).completeBaseName();
    const QString folder = m_settings->folder(u"save"_s);
    chooseResultFile(m_window, folder, name + u".json"_s, [this, id](const QString &path) {
        m_settings->setFolder(u"save"_s, QFileInfo(path).absolutePath());
        saveFile(path, m_runs->resultReader(id), this, [this, path](const QString &error) {
            emit notice(
                error.isEmpty() ? tr("Saved %1").arg(path) : tr("Not saved to %1: %2").arg(path, error));
        });
    });
}

} // namespace ui
