// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace ui {

class ElidedLabel;

/// Where what is selected stands, as JSONPath or as JSON Pointer, to read, to copy and to change: a path that
/// is typed or pasted, of either kind, leads there. Beside it what is known of the whole result.
class PathBar : public QWidget {
    Q_OBJECT

public:
    explicit PathBar(QWidget *parent = nullptr);

    /// Empty when nothing is selected. What a person is typing stays.
    void setPath(const QString &path, const QString &pointer);
    QString path() const; ///< of the kind that is shown
    /// Of the whole result, in a few words; where there is little room, only the first of them.
    void setSummary(const QString &words, const QString &more = {});
    /// Nothing stands at what was entered, because of this. It is said until something else is typed.
    void refuse(const QString &why);
    /// The keys go to the path, all of it selected.
    void focusText();

public slots:
    void copy();

signals:
    void pathEntered(const QString &path);
    void leaveRequested(); ///< Escape, with nothing typed to take back

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showPath();
    void showSummary();
    void say(const QString &why);

    QLineEdit *m_edit;
    QToolButton *m_kind;
    QLabel *m_summary;
    ElidedLabel *m_fault;
    QString m_words;
    QString m_more;
    QString m_path;
    QString m_pointer;
    QToolButton *m_copy;
};

} // namespace ui
