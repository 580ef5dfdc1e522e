// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"
#include "app/runs/candidates.h"
#include "app/runs/run.h"
#include "app/runs/timeline.h"
#include "ui/blockage.h"

#include <QWidget>

#include <functional>
#include <optional>

class QStackedWidget;

namespace ui {

class EmptyPage;
class ProgressPage;
class ResultPage;
class RunHeader;

/// Everything about one run: nothing chosen (with the samples one click away), on its way, ended badly, or
/// its result.
class ResultPane : public QWidget {
    Q_OBJECT

public:
    explicit ResultPane(QWidget *parent = nullptr);

    void showEmpty();
    /// Shows the run as it stands; the same run again updates in place (selection and scroll position stay).
    void showRun(const runs::Run &run);
    /// The result of the run on show.
    void setDocument(const results::ResultDocumentPtr &document);
    /// Of the run on show, oldest first.
    void setTimeline(const QList<runs::TimelineEntry> &entries);
    /// What the run on show, an unconfirmed one, may be at the service.
    void setSearch(const QList<runs::Candidate> &candidates, bool looking);
    /// The run whose document the one on show submits again; nothing to hide it.
    void setLinkedRun(const std::optional<runs::Run> &run);
    /// Re-reads the clock for the moving times ("asked 4 s ago, next in 5 s"); the window calls it once a
    /// second.
    void tick(qint64 nowMs);

    /// The sandbox is named where a newcomer looks first.
    void setSandbox(bool sandbox);
    /// What the empty page says when nothing can be submitted.
    void setBlocked(const Blockage &blockage);

    /// Confidence below which a value is doubtful, 0–100.
    void setThreshold(int threshold);

    enum View { Fields, Tree, Table, Raw, Markdown, Timeline };
    void setView(View view);
    /// The same, and the keys go there.
    void goToView(View view);
    /// Opens the search of the result on show. False when none is.
    bool find();
    /// Of a table or of a picture in the tree, where it was asked for. False when that is not on show.
    bool showExportOutcome(View view, const QString &words);

    /// Whether the pane with a value is open below the tree, and how high: to be kept for the next start.
    QByteArray paneState() const;
    void restorePane(const QByteArray &state);

signals:
    void sampleRequested(const QString &resourcePath);
    void addFilesRequested();
    void stopRequested(qint64 runId);     ///< stop waiting
    void askAgainRequested(qint64 runId); ///< of a stopped run
    void askNowRequested(qint64 runId);   ///< of a waiting run: do not wait for the next time
    void cancelRequested(qint64 runId);   ///< queued or uploading
    void sendAgainRequested(qint64 runId);
    void editRequested(qint64 runId); ///< of a refused run: back to where it was submitted from
    void saveRequested(qint64 runId); ///< save the received bytes
    void adoptRequested(qint64 runId, const QString &collectionId);
    void lookAgainRequested(qint64 runId); ///< of an unconfirmed run
    void moreTimeRequested(qint64 runId);  ///< of a waiting run
    void deleteAtServiceRequested(qint64 runId);
    void runRequested(qint64 runId); ///< to be shown
    /// A table as a file; `csv` is for another thread.
    void exportTableRequested(
        const QString &suggestedName, const std::function<std::optional<QByteArray>()> &csv);
    /// A picture out of a result as a file; `file` is for another thread.
    void savePictureRequested(
        const QString &suggestedName, const std::function<std::optional<QByteArray>()> &file);
    /// An address out of a result, http or https, that a person has seen and wants to open.
    void openRequested(const QUrl &address);
    void settingsRequested();
    void sandboxRequested();
    void thresholdChanged(int threshold); ///< by the person

private:
    // The pages about a run are made when there is one to show: nobody waits for them at the start.
    RunHeader *header();
    ProgressPage *progress();
    ResultPage *result();

    QStackedWidget *m_stack;
    EmptyPage *m_empty;
    RunHeader *m_header = nullptr;
    ProgressPage *m_progress = nullptr;
    ResultPage *m_result = nullptr;
    View m_view = Fields;   ///< wanted before there was a result
    int m_threshold = -1;   ///< the same
    QByteArray m_paneState; ///< the same
    runs::Run m_run;
};

} // namespace ui
