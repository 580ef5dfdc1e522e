// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/comparisoncsv.h"

#include <QDialog>
#include <QHash>
#include <QStringList>

#include <functional>
#include <optional>

class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace results {
class ComparisonModel;
}

namespace ui {

class CompareBar;
class CompareTexts;

/// A run as it stands over its side of a comparison.
struct CompareSide {
    QString name;
    QString when;
    QString about; ///< which workflow and version; one line
};

/// Two results side by side: verdicts, a filter, both values of the selected line in full. Values in, signals
/// out. Deletes itself when it is closed.
class CompareDialog : public QDialog {
    Q_OBJECT

public:
    explicit CompareDialog(QWidget *parent = nullptr);

    void setSides(const CompareSide &left, const CompareSide &right);
    /// Until then it says that both are being read.
    void setComparison(const results::ComparisonPtr &comparison);
    /// What a person has to know of the sides, a line each; none: nothing.
    void setNotices(const QStringList &lines);
    /// How the last copying or saving went.
    void setOutcome(const QString &words);

    /// Writes what is shown; for another thread.
    std::function<std::optional<QByteArray>()> exporter() const;
    QString suggestedName() const; ///< for its file, without an ending

signals:
    void swapRequested();
    /// Name of a table → the column its rows are matched by; see ComparisonOptions::rowKeys.
    void keysChosen(const QHash<QString, QString> &keys);
    void exportRequested();

private:
    void createView();
    void copy(const QList<const results::ComparedItem *> &items);
    void copySelected();
    void fitColumns();
    void resizeEvent(QResizeEvent *event) override;
    void createSteps();
    void step(bool back);
    void updateSummary();
    void updateEmpty();
    void updateTexts();
    void expandWhatDiffers();
    void applyFilter();
    results::ComparedNames names() const;

    results::ComparisonModel *m_model;
    QLabel *m_summary;
    QLabel *m_notices;
    QLabel *m_outcome;
    QToolButton *m_previous;
    QToolButton *m_next;
    CompareBar *m_bar;
    QTreeView *m_view;
    QLabel *m_empty;
    QStackedWidget *m_stack;
    CompareTexts *m_texts;
    CompareSide m_left;
    CompareSide m_right;
};

} // namespace ui
