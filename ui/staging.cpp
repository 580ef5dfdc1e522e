// SPDX-License-Identifier: MIT
#include "ui/staging.h"

#include "app/runs/folderwalk.h"
#include "app/runs/pastedpictures.h"
#include "app/runs/workers.h"
#include "ui/gatherdialog.h"
#include "ui/runtext.h"

#include <QDateTime>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace ui {

runs::DuplicateFinder::Earlier earlierRun(const runs::Run &run, qint64 nowMs) {
    const qint64 since = run.endedAt > 0 ? run.endedAt : run.createdAt;
    if (run.state == runs::RunState::Unconfirmed)
        return {run.id, Staging::tr("sent before, answer lost: %1").arg(agoText(nowMs - since))};
    return {run.id,
        Staging::tr("submitted before: %1, %2").arg(stateWord(run.state).toLower(), agoText(nowMs - since))};
}

Staging::Staging(const QString &picturesFolder, QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_picturesFolder(picturesFolder)
    , m_inspector({.now =
                       [] {
                           return QDateTime::currentMSecsSinceEpoch();
                       }})
    , m_duplicates(&m_files)
    , m_pictures(std::make_unique<runs::Workers>(this, 1)) {
    connect(&m_intake, &runs::Intake::found, this, &Staging::take);
    connect(&m_intake, &runs::Intake::gathered, this, &Staging::finish);
    connect(&m_inspector, &runs::FileInspector::inspected, &m_files, &runs::StagedFilesModel::update);
    connect(&m_files, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) {
            for (int row = first; row <= last; ++row)
                m_inspector.forget(m_files.items().at(row).path);
        });
    connect(&m_files, &QAbstractItemModel::modelReset, this, &Staging::restartInspection);
}

Staging::~Staging() = default;

void Staging::add(const QStringList &paths) {
    if (paths.isEmpty())
        return;
    m_gathered.insert(++m_token, {paths, false});
    m_intake.gather(paths, m_token);
}

void Staging::addPicture(std::function<QByteArray()> png) {
    m_pictures->start([this, png = std::move(png), folder = m_picturesFolder](
                          const runs::Workers::Post &post) {
        const runs::PastedPicture kept = runs::keepPicture(folder, png(), QDateTime::currentDateTime());
        const runs::IntakeItem item = kept.path.isEmpty() ? runs::IntakeItem() : runs::checkFile(kept.path);
        post([this, kept, item] {
            if (kept.path.isEmpty())
                return emit notice(kept.error);
            m_files.add({item}); // nobody writes to it any more
            m_inspector.add({item});
        });
    });
}

void Staging::take(int token, const QList<runs::IntakeItem> &items, bool folders) {
    const auto gathered = m_gathered.find(token);
    if (gathered == m_gathered.end())
        return;
    if (!gathered->asked && (folders || gathered->paths.size() > askedAbove)) {
        gathered->asked = true;
        ask(gathered->paths);
    }
    if (!gathered->asked)
        stage(items);
    else if (m_dialog)
        m_dialog->add(items);
}

void Staging::finish(int token, const runs::WalkReport &report) {
    const Gathered gathered = m_gathered.take(token);
    if (gathered.asked && m_dialog)
        m_dialog->finish(report);
}

void Staging::ask(const QStringList &paths) {
    if (m_dialog)
        return m_dialog->extend(paths);
    m_dialog = new GatherDialog(paths, m_window);
    connect(m_dialog, &GatherDialog::taken, this, &Staging::stage);
    connect(m_dialog, &QDialog::finished, this, [this](int) {
        m_dialog = nullptr; // what is dropped from now on is asked about anew
        if (m_gathered.removeIf([](const auto &entry) { return entry->asked; }) > 0)
            m_intake.cancelGathering();
    });
    m_dialog->open();
}

void Staging::stage(QList<runs::IntakeItem> items) {
    m_inspector.markUnsettled(items);
    m_files.add(items);
    m_inspector.add(items);
}

/// After most of the list went: nobody waits for what was being read.
void Staging::restartInspection() {
    m_inspector.clear();
    m_inspector.add(m_files.items());
}

} // namespace ui
