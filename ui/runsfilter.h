// SPDX-License-Identifier: MIT
#pragma once

#include <QSortFilterProxyModel>

namespace ui {

/// The runs of one group of states whose name, workflow or collection id contains a text.
class RunsFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum class Group { All, Active, Ready, Failed, Unsettled };

    explicit RunsFilter(QObject *parent = nullptr);

    void setGroup(Group group);
    void setText(const QString &text);
    bool isOpen() const { return m_group == Group::All && m_text.isEmpty(); } ///< lets everything through

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    Group m_group = Group::All;
    QString m_text;
};

} // namespace ui
