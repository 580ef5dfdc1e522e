// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/duplicatefinder.h"
#include "app/runs/fileinspector.h"
#include "app/runs/intake.h"
#include "app/runs/run.h"
#include "app/runs/stagedfilesmodel.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <memory>

class QWidget;

namespace ui {

class GatherDialog;

/// "submitted before: ready, 3 days ago", of a run with the same bytes.
runs::DuplicateFinder::Earlier earlierRun(const runs::Run &run, qint64 nowMs);

/// The way of files to the list of what is submitted: looks for them, asks about folders and about many at
/// once, puts them on the list and has them read.
class Staging : public QObject {
    Q_OBJECT

public:
    /// More than these are asked about before they are added.
    static constexpr int askedAbove = 50;

    /// `window` is what questions are asked over; `picturesFolder` is where pasted pictures are kept.
    Staging(const QString &picturesFolder, QWidget *window);
    ~Staging() override;

    runs::StagedFilesModel *files() { return &m_files; }
    runs::Intake *intake() { return &m_intake; }

    /// Files and folders.
    void add(const QStringList &paths);
    /// `png` brings the bytes of a picture, on another thread.
    void addPicture(std::function<QByteArray()> png);

    /// How runs of the chosen workflow are found by their bytes.
    void setLookup(runs::DuplicateFinder::Lookup lookup) { m_duplicates.setLookup(std::move(lookup)); }
    /// The workflow is another one, or a run changed.
    void recheck() { m_duplicates.recheck(); }

signals:
    void notice(const QString &words);

private:
    struct Gathered {
        QStringList paths;
        bool asked = false; ///< its files go into the dialog
    };

    void take(int token, const QList<runs::IntakeItem> &items, bool folders);
    void finish(int token, const runs::WalkReport &report);
    void ask(const QStringList &paths);
    void stage(QList<runs::IntakeItem> items);
    void restartInspection();

    QWidget *m_window;
    QString m_picturesFolder;
    runs::StagedFilesModel m_files;
    runs::Intake m_intake;
    runs::FileInspector m_inspector;
    runs::DuplicateFinder m_duplicates;
    std::unique_ptr<runs::Workers> m_pictures;
    QHash<int, Gathered> m_gathered; ///< by token; under way
    QPointer<GatherDialog> m_dialog;
    int m_token = 0;
};

} // namespace ui
