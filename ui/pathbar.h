// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace ui {

/// Where what is selected stands, as JSONPath or as JSON Pointer, to read, to copy and to change: a path that
/// is typed or pasted, of either kind, leads there. Beside it what is known of the whole result.
class PathBar : public QWidget {
    Q_OBJECT

public:
    explicit PathBar(QWidget *parent = nullptr);

    /// Empty when nothing is selected. What a person is typing stays.
    void setPath(const QString &path, const QString &pointer);
    QString path() const; ///< of the kind that is shown
    /// Of the whole result, in a few words.
    void setSummary(const QString &words);
    /// Nothing stands at what was entered.
    void refuse();

public slots:
    void copy();

signals:
    void pathEntered(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showPath();

    QLineEdit *m_edit;
    QToolButton *m_kind;
    QLabel *m_summary;
    QString m_path;
    QString m_pointer;
    QToolButton *m_copy;
};

} // namespace ui
