//! `bole order`.

use bole_engine::model::{Category, Date, OrderId, OrderStatus, OrganisationId, TransitionReason};
use clap::{Args, Subcommand};

use super::place::Data;
use super::value::{date, id, word};
use crate::order_life::{DEFAULT_DAYS, MAX_DAYS};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Order {
    /// Lists orders by id 列出
    List(OrderList),
    /// Moves an order a step on 变更状态
    Transition(OrderTransition),
    /// Moves the orders whose last day is past to expired 到期处理
    Expire(OrderExpire),
    /// Lists orders that expire soon, or should have 到期提醒
    Reminders(Reminders),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OrderList {
    #[command(flatten)]
    pub data: Data,
    /// Only those that stand so
    #[arg(long, value_parser = word::<OrderStatus>, value_name = "STATUS")]
    pub status: Option<OrderStatus>,
    /// Only of this category
    #[arg(long, value_parser = word::<Category>, value_name = "scientist|engineer|master_technician|youth")]
    pub category: Option<Category>,
    /// Only of this enterprise
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub organisation: Option<OrganisationId>,
    /// How many
    #[arg(long, default_value_t = crate::limits::DEFAULT_PAGE)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OrderTransition {
    #[command(flatten)]
    pub data: Data,
    /// Which order
    #[arg(value_parser = id::<OrderId>)]
    pub id: OrderId,
    /// Where to
    #[arg(long, value_parser = word::<OrderStatus>, value_name = "verified|open|part_filled|filled|expired|withdrawn")]
    pub to: OrderStatus,
    /// Why, by code, e.g. published; a wrong one is told which there are
    #[arg(long, value_parser = word::<TransitionReason>, value_name = "CODE")]
    pub reason: TransitionReason,
    /// Seats filled in all, after the step; needed where some stay open
    #[arg(long, value_name = "SEATS")]
    pub filled: Option<u16>,
    /// Words about it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OrderExpire {
    #[command(flatten)]
    pub data: Data,
    /// Orders whose last day lies before this one expire, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
}

// Of orders and of classes alike.
#[derive(Debug, Args)]
pub(in crate::cli) struct Reminders {
    #[command(flatten)]
    pub data: Data,
    /// The day from which days are counted, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// How many days ahead
    #[arg(long, default_value_t = DEFAULT_DAYS, value_parser = clap::value_parser!(u16).range(0..=i64::from(MAX_DAYS)))]
    pub days: u16,
}
