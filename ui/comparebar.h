// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/comparisoncsv.h"
#include "app/results/comparisonfilter.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace ui {

/// What of a comparison is shown, by what rows of tables are matched, and what can be done with it.
class CompareBar : public QWidget {
    Q_OBJECT

public:
    explicit CompareBar(QWidget *parent = nullptr);

    /// The tables to match rows of; nullptr: nothing can be done yet. What was chosen stays.
    void setComparison(const results::ComparisonPtr &comparison);
    results::ComparisonFilter filter() const;
    QList<QWidget *> controls() const; ///< as the eye goes

signals:
    void filterChanged();
    /// Name of a table → column; a table without one is matched as well as it goes.
    void keysChosen(const QHash<QString, QString> &keys);
    void swapRequested();
    void copyRequested(); ///< of all that is shown
    void exportRequested();

private:
    void createButtons();
    void updateKeys(const results::ComparisonPtr &comparison);

    QComboBox *m_show;
    QLabel *m_keyLabel;
    QComboBox *m_key;
    QPushButton *m_swap;
    QPushButton *m_copy;
    QPushButton *m_export;
    QHash<QString, QString> m_keys; ///< as chosen
    QString m_keyTable;             ///< whose key was chosen last
};

} // namespace ui
