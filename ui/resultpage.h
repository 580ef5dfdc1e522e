// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"
#include "app/runs/timeline.h"

#include <QWidget>

class QLabel;
class QTabWidget;

namespace ui {

class FieldsPage;
class PathBar;
class RawPage;
class TimelineView;
class TreePage;

/// One result: fields, tree and raw text over the same bytes, and above them where the body stops being JSON;
/// and what happened to the run that brought it.
class ResultPage : public QWidget {
    Q_OBJECT

public:
    explicit ResultPage(QWidget *parent = nullptr);

    /// nullptr: not here yet. The same document again changes nothing: selection and scroll positions stay.
    void setDocument(const results::ResultDocumentPtr &document);

    void setTimeline(const QList<runs::TimelineEntry> &entries, qint64 nowMs);

    void setThreshold(int threshold); ///< confidence below which a value is doubtful

    void setView(int view); ///< ResultPane::View
    void focusView();       ///< the keys go to what is on show

signals:
    void saveRequested();
    void thresholdChanged(int threshold); ///< by the person

private:
    void readFields();
    bool showsTheSame(const results::ResultDocument &document) const;
    void showSummary();
    void showFault();
    void goTo(const QString &path);
    void updatePath();
    void changeEvent(QEvent *event) override;

    QWidget *m_banner;
    QLabel *m_bannerSymbol;
    QLabel *m_bannerWords;
    QTabWidget *m_tabs;
    FieldsPage *m_fields;
    TreePage *m_tree;
    RawPage *m_raw;
    TimelineView *m_timeline;
    PathBar *m_path;
    results::ResultDocumentPtr m_document;
    int m_generation = 0;    ///< fields of an older document are dropped
    int m_chosenView = 0;    ///< by the person
    bool m_choosing = false; ///< the page itself changes the view
};

} // namespace ui
