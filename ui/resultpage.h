// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/hitlist.h"
#include "app/results/jsonplace.h"
#include "app/results/resultdocument.h"
#include "app/runs/timeline.h"

#include <QWidget>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QTabWidget;

namespace ui {

class FieldsPage;
class MarkdownPage;
class PathBar;
class RawPage;
class ResultFind;
class SearchBar;
class TablePage;
class TimelineView;
class TreePage;

/// One result: fields, tree, tables, raw and rendered text over the same bytes, and above them where the body
/// stops being JSON; and what happened to the run that brought it.
class ResultPage : public QWidget {
    Q_OBJECT

public:
    explicit ResultPage(QWidget *parent = nullptr);
    ~ResultPage() override;

    /// nullptr: not here yet. The same document again changes nothing: selection and scroll positions stay.
    void setDocument(const results::ResultDocumentPtr &document);

    void setTimeline(const QList<runs::TimelineEntry> &entries, qint64 nowMs);

    void setThreshold(int threshold); ///< confidence below which a value is doubtful

    void setView(int view); ///< ResultPane::View
    void focusView();       ///< the keys go to what is on show
    /// In the view that asked for the file (ResultPane::View). False when that is not on show: then the words
    /// stand there, but nobody has read them.
    bool showExportOutcome(int view, const QString &words);

    /// Whether the tree's pane is open, and how high: to be kept for the next start.
    QByteArray paneState() const;
    void restorePane(const QByteArray &state);

    /// Opens the search, and the keys go there.
    void find();
    /// Hits of the search that share a byte with this part of the text; none while it is closed.
    results::Hits hitsBetween(qint64 begin, qint64 end) const;

signals:
    void saveRequested();
    void thresholdChanged(int threshold); ///< by the person
    /// `csv` is for another thread.
    void exportRequested(const QString &suggestedName, const std::function<std::optional<QByteArray>()> &csv);
    /// `file` is for another thread.
    void savePictureRequested(
        const QString &suggestedName, const std::function<std::optional<QByteArray>()> &file);
    void openRequested(const QUrl &address); ///< http or https, after a click and a word

private:
    QWidget *makeTable(QWidget *parent);
    QWidget *makeMarkdown(QWidget *parent);
    void readFields();
    bool showsTheSame(const results::ResultDocument &document) const;
    void showSummary();
    void takeSelection(int view);
    void settle(int view);
    void showSelection();
    void showFault();
    void goTo(const QString &path);
    std::optional<results::JsonWay> updatePath(); ///< of what is selected in the view on show
    void changeEvent(QEvent *event) override;

    QWidget *m_banner;
    QLabel *m_bannerSymbol;
    QLabel *m_bannerWords;
    QTabWidget *m_tabs;
    FieldsPage *m_fields;
    TreePage *m_tree;
    RawPage *m_raw;
    TablePage *m_table = nullptr;       ///< when it has been seen
    MarkdownPage *m_markdown = nullptr; ///< when it has been seen
    TimelineView *m_timeline;
    SearchBar *m_search;
    PathBar *m_path; ///< after the search: the keys go there as the eye does
    ResultFind *m_find;
    results::ResultDocumentPtr m_document;
    std::optional<results::JsonWay> m_selection; ///< by the person, in one of the views
    bool m_sharing = false;                      ///< the page itself selects
    /// Of the fields that are being read.
    std::shared_ptr<std::atomic_bool> m_unwanted = std::make_shared<std::atomic_bool>(false);
    int m_chosenView = 0;    ///< by the person
    bool m_choosing = false; ///< the page itself changes the view
};

} // namespace ui
