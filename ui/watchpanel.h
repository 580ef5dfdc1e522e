// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

/// The watched folder of the chosen workflow: which, how it fares, and what a person may do about it. Values
/// in, wishes out.
class WatchPanel : public QWidget {
    Q_OBJECT

public:
    struct View {
        QString workflow; ///< its name; empty: none is chosen
        QString folder;   ///< empty: none
        bool on = false;
        QString words;        ///< how it fares; of a folder that is watched
        bool trouble = false; ///< the words are of something that is wrong
        QStringList heldBack; ///< files that a person has to decide on
        QString others;       ///< what else is watched; may be empty
    };

    explicit WatchPanel(QWidget *parent = nullptr);
    void show(const View &view);
    /// What examineRequested() brought: asks what shall become of the files that are there.
    void showExamined(const QString &folder, int files, const QString &problem);

signals:
    void chooseRequested();
    void examineRequested(const QString &folder);
    void watchRequested(const QString &folder, bool existingToo);
    void stopRequested();
    void forgetRequested();
    void heldBackRequested(const QStringList &paths); ///< to be added to the list

public slots:
    /// A person has chosen this one.
    void examine(const QString &folder);

private:
    QPushButton *addButton(const QString &name, const QString &text, const QString &spoken);
    void refresh();

    View m_view;
    QString m_candidate; ///< a folder that is being decided on
    int m_existing = -1; ///< files in it; -1: not counted yet
    QString m_problem;
    QLabel *m_folder;
    QLabel *m_words;
    QLabel *m_others;
    QPushButton *m_choose;
    QPushButton *m_newOnly;
    QPushButton *m_all;
    QPushButton *m_cancel;
    QPushButton *m_stop;
    QPushButton *m_again;
    QPushButton *m_forget;
    QPushButton *m_heldBack;
};

} // namespace ui
